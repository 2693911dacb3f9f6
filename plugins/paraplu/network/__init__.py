"""Many cooperatives together: figures of each, one file to send, and what they tell.

Of one cooperative `measuring` makes the indicators of `definitions`, `privacy` takes
out what would tell of somebody, and `exchange` is the file that is sent. `gathering`
reads a folder of them, and `overview` and `paper` put them side by side.
"""
