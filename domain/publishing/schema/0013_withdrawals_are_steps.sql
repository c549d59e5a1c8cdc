-- A withdrawal stands among the steps of a document, with whoever did it; of earlier ones the journal knows who it was.
INSERT INTO edition_step (edition_id, step, outcome, reason, done_by, done_at, word)
SELECT w.edition_id, 0, 'withdrawn', w.because, coalesce((SELECT j.actor FROM journal_line j
WHERE j.deed = 'publishing.withdraw' AND j.subject = 'document/' || w.document_id AND j.at >= w.at ORDER BY j.sequence LIMIT 1), ''), w.at, 'withdraw'
FROM withdrawal w ORDER BY w.id;
