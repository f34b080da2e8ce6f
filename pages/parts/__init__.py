"""Parts of screens that would make a screen too long: <screen>_<part>.py, used by that screen alone."""
