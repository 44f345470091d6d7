"""Files that people upload, and the files that editions refer to: where they are kept and who is given them.

Two stores (`cms/settings/files.py`): "default" for uploads, which only people in the admin see, and "editions" for
files named by the hash of their bytes, which everybody may read and which never change.
"""
