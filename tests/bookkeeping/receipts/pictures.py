"""Photos as phones send them, small."""

from __future__ import annotations

import base64
import io

from PIL import Image

# 64 by 32 pixels, red at the left; the phone was turned, and wrote where it was.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAbRtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABw"
    "aWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAANGlsb2MAAAAAREAAAgABAAAAAAHYAAEA"
    "AAAAAAAAJQACAAAAAAH9AAEAAAAAAAAAmAAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGh2"
    "YzEAAAAAFWluZmUCAAABAAIAAEV4aWYAAAAA82lwcnAAAADTaXBjbwAAAHZodmNDAQNwAAAAAAAA"
    "AAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMA"
    "kAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMAIAAAAwAhYgABAAZEAcFzwIkAAAAUaXNwZQAAAAAA"
    "AABAAAAAQAAAAChjbGFwAAAAQAAAAAEAAAAgAAAAAQAAAAAAAAAC////4AAAAAIAAAAQcGl4aQAA"
    "AAADCAgIAAAACWlyb3QDAAAAGGlwbWEAAAAAAAAAAQABBYECBIOFAAAAGmlyZWYAAAAAAAAADmNk"
    "c2MAAgABAAEAAADFbWRhdAAAACEoAa8ZgO9Jpb//6t+f9+Wv+X7IXhfza5Hdm0f7yCDbW8AAAAAG"
    "RXhpZgAATU0AKgAAAAgAAwESAAMAAAABAAYAAIdpAAQAAAABAAAAMoglAAQAAAABAAAAWAAAAAAA"
    "AZADAAIAAAAUAAAARAAAAAAyMDI1OjAzOjA1IDEwOjAwOjAwAAACAAEAAgAAAAJOAAAAAAIABQAA"
    "AAMAAAB2AAAAAAAAADQAAAABAAAABQAAAAEAAAAAAAAAAQ=="
)


def photo(
    width: int = 60,
    height: int = 30,
    form: str = "JPEG",
    *,
    orientation: int = 6,
    day: str = "2025:03:05 10:00:00",
    shade: int = 0,
) -> bytes:
    """Return a photo that is red at the left, as the phone holds it; with its place."""
    picture = Image.new("RGB", (width, height), (shade, 255, 255))
    picture.paste((200, 0, 0), (0, 0, width // 2, height))
    details = Image.Exif()
    details[0x0112] = orientation
    details[0x010F] = "Phone"
    details.get_ifd(0x8769)[36867] = day
    details.get_ifd(0x8825)[1] = "N"
    details.get_ifd(0x8825)[2] = (52.0, 5.0, 7.0)
    file = io.BytesIO()
    picture.save(file, form, exif=details)
    return file.getvalue()
