"""Rich text in the editor: the buttons of the inline vocabulary, and the way between stored markup and Draftail."""
