"""Search: full text in one language, by folding of our own, since no database knows Bengali, Welsh and Urdu.

`folding` makes one word the same however it is written; `tongues/` holds what is particular to each language, as data;
`words` cuts text into words. At release `texts` says what of a content is searched, `preparing` makes the tokens, and
`index` keeps them; the database stores and finds tokens and knows nothing of languages (`database`). A question is
read by `asking`, found by `finding`, and its words are shown in their places by `highlights`.
"""
