"""Markdown: a content as CommonMark (0.31) and nothing beyond it, so that every program reads it the same way.

Tables are lists, a bullet a row, because CommonMark has no others. No word of a content becomes
markup: `inline.escaped`.
"""
