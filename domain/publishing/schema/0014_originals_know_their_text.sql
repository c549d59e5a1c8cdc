-- Of a file that became the text of an edition: the digest of the words that were made of it. Where the text says something else
-- by now, whoever takes the file is told so. Empty: no original, or nobody wrote it down.
ALTER TABLE edition_file ADD COLUMN words_digest TEXT NOT NULL DEFAULT '';
