"""Errors of what the main file asks for: other files, options, plugins."""

from __future__ import annotations

from paraplu.base.language import say
from paraplu.ledger.beancount_errors.known import Known

FILES = (
    Known(
        r"File glob \"(?P<include>.+)\" does not match any files",
        say(
            "The books include {include}, but there is no such file.", include="include"
        ),
        say("Correct the name in the include line, or put the file back."),
    ),
    Known(
        r"Duplicate filename parsed: \"(?P<file>.+)\"",
        say("The file {file} is included twice.", file="file"),
        say("Delete one of the include lines for this file."),
    ),
    Known(
        r"File (?:does not exist: \"(?P<file>.+)\"|\".+\" does not exist)",
        say("This line points to a file that is not there."),
        say("Correct its name, or put the file back."),
    ),
    Known(
        r"Invalid option: '(?P<option>.*)'",
        say("There is no option {option}.", option="option"),
        say("Correct its name, or delete the line."),
    ),
    Known(
        r"(?:Error for option|Option) '(?P<option>[^']*)'",
        say("The option {option} cannot have this value.", option="option"),
        say("Correct the value, or delete the line."),
    ),
    Known(
        r"Error (?:importing|applying plugin) \"(?P<plugin>[^\"]+)\"",
        say("The plugin {plugin} cannot be run.", plugin="plugin"),
        say(
            "Correct its name. If the name is right, check that the plugin is "
            "installed on this computer."
        ),
    ),
    Known(
        r"Unbalanced pushed (?:tag|metadata)|Unbalanced metadata key",
        say("A pushtag or pushmeta line is never ended."),
        say("Add the poptag or popmeta line that ends it."),
    ),
    Known(
        r"Attempting to pop absent",
        say("A poptag or popmeta line ends something that never began."),
        say("Correct the name on it, or delete the line."),
    ),
)
