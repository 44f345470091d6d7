"""Demo content: sheets of openly fictional publishers, loaded through the same acts as everybody else's work.

`content/` holds the texts, `reading` and `blocks` make values of them, `writing` makes rows of these, and `loading`
takes the steps in their order. What became of each part of the documents that it is modelled on stands in
docs/reference/seeds.md.
"""
