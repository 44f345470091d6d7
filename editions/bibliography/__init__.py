"""References as data: what a source is, how it is written in a list, numbered in a text, and told from another.

Pure: values in, values out. `factsheets.importing` fills them from files, the page type from a form; editions freeze
them as they are.

- `csl`: the value itself, and CSL-JSON in and out
- `identifiers`: DOI, PMID and addresses
- `vancouver`: the line in a list of references
- `numbering`: the numbers in the text, `2,4–6`
- `doubts`: what looks wrong in it, by rule
- `duplicates`: whether it is there already
"""
