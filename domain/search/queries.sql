-- name: hand_over
INSERT INTO search_entry (source, key, sequence, is_gone, digest, title, title_en, title_bare, number, number_organ, number_year, number_serial,
summary, body, known_as, kind_id, unit_id, theme_id, column_id, published_on, validity, turns, turns_on, address, formats, act, act_address, telephone,
is_demonstration, shown_until, dated_on)
VALUES ($1, $2, (SELECT coalesce(max(s.sequence), 0) + 1 FROM search_entry s), 0, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
$17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)
ON CONFLICT (source, key) DO UPDATE SET sequence = excluded.sequence, is_gone = 0, digest = excluded.digest, title = excluded.title,
title_en = excluded.title_en, title_bare = excluded.title_bare, number = excluded.number, number_organ = excluded.number_organ,
number_year = excluded.number_year, number_serial = excluded.number_serial, summary = excluded.summary, body = excluded.body,
known_as = excluded.known_as, kind_id = excluded.kind_id, unit_id = excluded.unit_id, theme_id = excluded.theme_id, column_id = excluded.column_id,
published_on = excluded.published_on, validity = excluded.validity, turns = excluded.turns, turns_on = excluded.turns_on, address = excluded.address,
formats = excluded.formats, act = excluded.act, act_address = excluded.act_address, telephone = excluded.telephone,
is_demonstration = excluded.is_demonstration, shown_until = excluded.shown_until, dated_on = excluded.dated_on
WHERE search_entry.is_gone = 1 OR search_entry.digest <> excluded.digest;

-- name: take_away
UPDATE search_entry SET is_gone = 1, sequence = (SELECT coalesce(max(s.sequence), 0) + 1 FROM search_entry s), digest = '', title = '', title_en = '',
title_bare = '', number = '', number_organ = '', number_year = 0, number_serial = 0, summary = '', body = '', known_as = '', turns = '',
turns_on = NULL, shown_until = NULL, telephone = ''
WHERE source = $1 AND key = $2 AND is_gone = 0;

-- name: touch
UPDATE search_entry SET sequence = (SELECT coalesce(max(s.sequence), 0) + 1 FROM search_entry s) WHERE source = $1 AND key = $2 AND is_gone = 0;

-- name: digests
SELECT key, digest FROM search_entry WHERE source = $1 AND is_gone = 0;

-- name: to_turn
SELECT id, turns, source, key, shown_until FROM search_entry WHERE turns_on <= $1 ORDER BY id LIMIT 500;

-- name: turn
UPDATE search_entry SET validity = $2, turns_on = $3, sequence = (SELECT coalesce(max(s.sequence), 0) + 1 FROM search_entry s) WHERE id = $1;

-- name: last_sequence
SELECT coalesce(max(sequence), 0) FROM search_entry;

-- name: how_many
SELECT count(*) FROM search_entry WHERE is_gone = 0;

-- name: after
SELECT id, source, key, sequence, is_gone, title, title_en, title_bare, number, summary, body, known_as, kind_id, unit_id, theme_id, column_id, published_on, validity, turns, address, formats, act, act_address, telephone, is_demonstration, digest, shown_until, dated_on
FROM search_entry WHERE sequence > $1 ORDER BY sequence LIMIT $2;

-- name: from_id
SELECT id, source, key, sequence, is_gone, title, title_en, title_bare, number, summary, body, known_as, kind_id, unit_id, theme_id, column_id, published_on, validity, turns, address, formats, act, act_address, telephone, is_demonstration, digest, shown_until, dated_on
FROM search_entry WHERE id > $1 AND is_gone = 0 ORDER BY id LIMIT $2;

-- name: by_ids
SELECT id, source, key, sequence, is_gone, title, title_en, title_bare, number, summary, body, known_as, kind_id, unit_id, theme_id, column_id, published_on, validity, turns, address, formats, act, act_address, telephone, is_demonstration, digest, shown_until, dated_on
FROM search_entry WHERE is_gone = 0 AND id IN
($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100);

-- name: outlines
SELECT id, source, key, title_bare, kind_id, unit_id, theme_id, column_id, published_on, validity, shown_until, dated_on
FROM search_entry WHERE is_gone = 0 AND id IN
($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100);

-- name: outlines_and_needs
SELECT e.id, e.source, e.key, e.title_bare, e.kind_id, e.unit_id, e.theme_id, e.column_id, e.published_on, e.validity, e.shown_until, e.dated_on,
coalesce(n.opened, 0), coalesce(n.downloaded, 0), coalesce(n.worth, 0.0)
FROM search_entry e LEFT JOIN search_need n ON n.entry_id = e.id WHERE e.is_gone = 0 AND e.id IN
($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100);

-- name: by_number
SELECT id, number_organ FROM search_entry WHERE number_serial = $1 AND number_serial > 0 AND number_organ IN ($2, $3)
ORDER BY number_year DESC, id LIMIT 30;

-- name: by_serial_near
SELECT id FROM search_entry WHERE number_organ = $1 AND ($2 = number_year OR CAST($2 AS BIGINT) = 0) AND number_serial > 0
AND number_serial IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
ORDER BY abs(number_serial - $23), number_year DESC, id LIMIT 10;

-- name: by_serial
SELECT id, number_organ FROM search_entry WHERE number_serial = $1 AND number_serial > 0 AND ($2 = number_year OR CAST($2 AS BIGINT) = 0)
ORDER BY published_on DESC, id LIMIT 200;

-- name: by_title
SELECT id FROM search_entry WHERE title_bare IN ($1, $2) AND is_gone = 0 ORDER BY published_on DESC, id DESC LIMIT 20;

-- name: titles_of
SELECT id, title, kind_id, published_on, number, 0 FROM search_entry WHERE is_gone = 0 AND source <> 'record' ORDER BY published_on DESC, id DESC LIMIT $1;

-- name: titles_of_records
SELECT id, title, kind_id, published_on, number, CASE WHEN act = 'apply' OR telephone <> '' THEN 1 ELSE 0 END FROM search_entry WHERE is_gone = 0 AND source = 'record' ORDER BY id DESC LIMIT $1;

-- name: labels
SELECT id, facet, code, zh, en FROM search_label;

-- name: labels_and_synonyms
SELECT l.id, l.facet, l.code, l.zh, l.en, CAST(1 AS BIGINT) AS is_on, CASE WHEN u.full_name = l.zh THEN '' ELSE coalesce(u.full_name, '') END
FROM search_label l LEFT JOIN unit u ON l.facet = 'unit' AND CAST(u.id AS TEXT) = l.code
UNION ALL SELECT CAST(0 AS BIGINT), '', plain, policy, '', CAST(is_on AS BIGINT), '' FROM search_synonym ORDER BY 1, 3, 4;

-- name: labels_of
SELECT id, facet, zh, en FROM search_label WHERE (facet = 'kind' AND code = $1) OR (facet = 'unit' AND code = $2) OR (facet = 'theme' AND code = $3)
OR (facet = 'column' AND code = $4);

-- name: add_label
INSERT INTO search_label (facet, code, zh, en) VALUES ($1, $2, $3, $4)
ON CONFLICT (facet, code) DO UPDATE SET zh = excluded.zh, en = excluded.en RETURNING id;

-- name: keep_text
INSERT INTO search_file (file, text) VALUES ($1, $2) ON CONFLICT (file) DO UPDATE SET text = excluded.text;

-- name: text_of_file
SELECT text FROM search_file WHERE file = $1;

-- name: state
SELECT value FROM search_state WHERE name = $1;

-- name: set_state
INSERT INTO search_state (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: note_unread
INSERT INTO search_unread (file, source, key) SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT)
WHERE NOT EXISTS (SELECT 1 FROM search_file f WHERE f.file = $1) ON CONFLICT DO NOTHING;

-- name: unread
SELECT file, source, key FROM search_unread WHERE is_slow = $1 ORDER BY file, source, key LIMIT $2;

-- name: leave_for_later
UPDATE search_unread SET is_slow = 1 WHERE file = $1;

-- name: waiting_files
SELECT is_slow, count(DISTINCT file) FROM search_unread GROUP BY is_slow;

-- name: drop_unread
DELETE FROM search_unread WHERE file = $1 AND source = $2 AND key = $3;

-- name: at_address
SELECT id FROM search_entry WHERE address = $1 AND is_gone = 0;

-- name: with_key
SELECT id FROM search_entry WHERE source = $1 AND key = $2 AND is_gone = 0;

-- name: count_day
INSERT INTO search_need_day (entry_id, on_day, opened, downloaded) VALUES ($1, $2, $3, $4)
ON CONFLICT (entry_id, on_day) DO UPDATE SET opened = search_need_day.opened + excluded.opened,
downloaded = search_need_day.downloaded + excluded.downloaded;

-- name: count_in_all
INSERT INTO search_need (entry_id, opened, downloaded, worth) VALUES ($1, $2, $3, $4)
ON CONFLICT (entry_id) DO UPDATE SET opened = search_need.opened + excluded.opened, downloaded = search_need.downloaded + excluded.downloaded,
worth = search_need.worth + excluded.worth;

-- name: fold_days
DELETE FROM search_need_day WHERE on_day < $1;

-- name: most_needed
SELECT n.entry_id, n.opened, n.downloaded, n.worth FROM (SELECT entry_id, opened, downloaded, worth FROM search_need ORDER BY worth DESC LIMIT $1) n
JOIN search_entry e ON e.id = n.entry_id LEFT JOIN search_label k ON k.id = e.kind_id
WHERE e.is_gone = 0 AND (k.code = $2 OR CAST($2 AS TEXT) = '') AND (e.shown_until IS NULL OR e.shown_until >= $3)
ORDER BY n.worth DESC, n.entry_id DESC LIMIT $4;

-- name: wanted_titles
SELECT e.title, e.title_en, e.address, e.is_demonstration
FROM (SELECT entry_id, worth FROM search_need ORDER BY worth DESC LIMIT $1) n JOIN search_entry e ON e.id = n.entry_id
WHERE e.is_gone = 0 AND e.source <> 'record' AND (e.shown_until IS NULL OR e.shown_until >= $2)
ORDER BY n.worth DESC, n.entry_id DESC LIMIT $3;

-- name: most_downloaded
SELECT n.entry_id, n.opened, n.downloaded, n.worth FROM (SELECT entry_id, opened, downloaded, worth FROM search_need WHERE downloaded > 0 ORDER BY downloaded DESC LIMIT $1) n
JOIN search_entry e ON e.id = n.entry_id LEFT JOIN search_label k ON k.id = e.kind_id
WHERE e.is_gone = 0 AND (k.code = $2 OR CAST($2 AS TEXT) = '') AND (e.shown_until IS NULL OR e.shown_until >= $3)
ORDER BY n.downloaded DESC, n.entry_id DESC LIMIT $4;

-- name: recommend
INSERT INTO search_recommended (query, query_bare, entry_id, unit_id, reason, until_on) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id;

-- name: all_recommended
SELECT r.id, r.query, r.entry_id, r.unit_id, r.reason, r.until_on, u.name, e.title, e.address, e.is_gone
FROM search_recommended r JOIN unit u ON u.id = r.unit_id JOIN search_entry e ON e.id = r.entry_id
WHERE r.ended_at IS NULL ORDER BY r.query_bare, r.id LIMIT $1;

-- name: find_recommended
SELECT r.id, r.query, r.entry_id, r.unit_id, r.reason, r.until_on, u.name, e.title, e.address, e.is_gone
FROM search_recommended r JOIN unit u ON u.id = r.unit_id JOIN search_entry e ON e.id = r.entry_id
WHERE r.id = $1 AND r.ended_at IS NULL;

-- name: recommended_for
SELECT r.entry_id, u.name FROM search_recommended r JOIN unit u ON u.id = r.unit_id
WHERE r.query_bare IN ($1, $2, $3, $4, $5, $6) AND r.query_bare <> '' AND r.until_on >= $7 AND r.ended_at IS NULL ORDER BY r.id LIMIT $8;

-- name: prolong
UPDATE search_recommended SET until_on = $2 WHERE id = $1;

-- name: end_recommended
UPDATE search_recommended SET ended_at = $2 WHERE id = $1;

-- name: synonyms
SELECT plain, policy, is_on FROM search_synonym ORDER BY plain, policy;

-- name: keep_synonym
INSERT INTO search_synonym (plain, policy, is_on) VALUES ($1, $2, $3) ON CONFLICT (plain, policy) DO UPDATE SET is_on = excluded.is_on;

-- name: forget_synonym
DELETE FROM search_synonym WHERE plain = $1 AND policy = $2;

-- name: questions_on
SELECT count(*) FROM search_asked_day WHERE on_day = $1;

-- name: ask_again
UPDATE search_asked_day SET asked = asked + $3, without_hits = without_hits + $4 WHERE query = $1 AND on_day = $2;

-- name: ask_first
INSERT INTO search_asked_day (query, on_day, asked, without_hits) VALUES ($1, $2, $3, $4);

-- name: most_asked
SELECT query, CAST(sum(asked) AS BIGINT), CAST(sum(without_hits) AS BIGINT) FROM search_asked_day WHERE on_day BETWEEN $1 AND $2
GROUP BY query HAVING sum(asked) >= $3 ORDER BY sum(asked) DESC, query LIMIT $4;

-- name: asked_without_hits
SELECT query, CAST(sum(asked) AS BIGINT), CAST(sum(without_hits) AS BIGINT) FROM search_asked_day WHERE on_day BETWEEN $1 AND $2
GROUP BY query HAVING sum(asked) >= $3 AND sum(without_hits) > 0 ORDER BY sum(without_hits) DESC, query LIMIT $4;

-- name: asked_in_all
SELECT CAST(coalesce(sum(asked), 0) AS BIGINT), CAST(coalesce(sum(without_hits), 0) AS BIGINT) FROM search_asked_day WHERE on_day BETWEEN $1 AND $2;

-- name: forget_questions
DELETE FROM search_asked_day WHERE on_day < $1;

-- name: forget_rare_questions
DELETE FROM search_asked_day WHERE on_day < $1 AND query IN (SELECT query FROM search_asked_day GROUP BY query HAVING sum(asked) < $2);

-- name: holding_of
SELECT h.entry_id, h.kind_id, h.unit_id, h.theme_id, h.validity, h.published_on, h.holdings FROM search_entry e JOIN search_holding h ON h.entry_id = e.id
WHERE e.source = $1 AND e.key = $2;

-- name: hold
INSERT INTO search_holding (entry_id, kind_id, unit_id, theme_id, validity, published_on, holdings)
SELECT e.id, CAST($3 AS BIGINT), CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS TEXT) FROM search_entry e
WHERE e.source = $1 AND e.key = $2
ON CONFLICT (entry_id) DO UPDATE SET kind_id = excluded.kind_id, unit_id = excluded.unit_id, theme_id = excluded.theme_id,
validity = excluded.validity, published_on = excluded.published_on, holdings = excluded.holdings RETURNING entry_id;

-- name: hold_validity
UPDATE search_holding SET validity = $2 WHERE entry_id = $1;

-- name: place_new_held
INSERT INTO search_held (place, published_on, entry_id)
SELECT p.place, CAST($3 AS TEXT), e.id FROM search_entry e,
(SELECT CAST($4 AS TEXT) AS place UNION SELECT $5 UNION SELECT $6 UNION SELECT $7) p
WHERE e.source = $1 AND e.key = $2 ON CONFLICT DO NOTHING;

-- name: drop_holding
DELETE FROM search_holding WHERE entry_id = $1;

-- name: place_held
INSERT INTO search_held (place, published_on, entry_id) VALUES ($3, $1, $2), ($4, $1, $2), ($5, $1, $2), ($6, $1, $2) ON CONFLICT DO NOTHING;

-- name: displace_held
DELETE FROM search_held WHERE published_on = $1 AND entry_id = $2 AND place IN ($3, $4, $5, $6);

-- name: count_held
INSERT INTO search_held_sum (kind_id, unit_id, theme_id, validity, year, entries, changed)
VALUES ($1, $2, $3, $4, $5, $6, (SELECT coalesce(max(s.changed), 0) + 1 FROM search_held_sum s))
ON CONFLICT (kind_id, unit_id, theme_id, validity, year) DO UPDATE SET entries = search_held_sum.entries + excluded.entries,
changed = excluded.changed;

-- name: held_sums_after
SELECT kind_id, unit_id, theme_id, validity, year, entries, changed FROM search_held_sum WHERE changed > $1 ORDER BY changed;

-- name: held
SELECT e.id, e.title, e.title_en, e.number, e.summary, e.address, e.kind_id, e.unit_id, e.published_on, e.validity, e.is_demonstration, h.holdings, e.source, e.key
FROM search_held p JOIN search_entry e ON e.id = p.entry_id JOIN search_holding h ON h.entry_id = p.entry_id
WHERE p.place = $1 AND p.published_on >= $2 AND p.published_on <= $3 AND (p.published_on, p.entry_id) < ($4, $5)
ORDER BY p.published_on DESC, p.entry_id DESC LIMIT $6;

-- name: held_titles
SELECT e.id, e.title FROM search_held p JOIN search_entry e ON e.id = p.entry_id
WHERE p.place = $1 AND p.published_on >= $2 AND p.published_on <= $3 ORDER BY p.published_on DESC, p.entry_id DESC LIMIT $4;

-- name: held_most_taken
SELECT h.entry_id, n.downloaded FROM (SELECT entry_id, downloaded FROM search_need WHERE downloaded > 0 ORDER BY downloaded DESC LIMIT $1) n
JOIN search_holding h ON h.entry_id = n.entry_id
WHERE (h.kind_id = $2 OR CAST($2 AS BIGINT) = 0) AND (h.unit_id = $3 OR CAST($3 AS BIGINT) = 0) AND (h.theme_id = $4 OR CAST($4 AS BIGINT) = 0)
AND (h.validity = $5 OR CAST($5 AS TEXT) = '') AND h.published_on >= $6 AND h.published_on <= $7
ORDER BY n.downloaded DESC, n.entry_id DESC LIMIT $8;

-- name: held_by_ids
SELECT e.id, e.title, e.title_en, e.number, e.summary, e.address, e.kind_id, e.unit_id, e.published_on, e.validity, e.is_demonstration, h.holdings, e.source, e.key
FROM search_holding h JOIN search_entry e ON e.id = h.entry_id
WHERE h.entry_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- name: add_alert
INSERT INTO search_alert (question, language, address, address_mark, secret, confirm_hash, end_hash, asked_at, seen_sequence)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) RETURNING id;

-- name: alert_of
SELECT id, asked_at, confirmed_at FROM search_alert WHERE address_mark = $1 AND question = $2;

-- name: alerts_of_address
SELECT count(*), count(*) FILTER (WHERE confirmed_at IS NULL AND asked_at > $2) FROM search_alert WHERE address_mark = $1;

-- name: alerts_asked_since
SELECT count(*) FROM search_alert WHERE confirmed_at IS NULL AND asked_at > $1;

-- name: ask_alert_again
UPDATE search_alert SET asked_at = $2 WHERE id = $1;

-- name: alert_to_confirm
SELECT id, question, asked_at, confirmed_at FROM search_alert WHERE confirm_hash = $1;

-- name: alert_to_end
SELECT id, question, asked_at, confirmed_at FROM search_alert WHERE end_hash = $1;

-- name: confirm_alert
UPDATE search_alert SET confirmed_at = $2, seen_sequence = $3 WHERE id = $1 AND confirmed_at IS NULL;

-- name: drop_alert
DELETE FROM search_alert WHERE id = $1;

-- name: drop_finds
DELETE FROM search_alert_find WHERE alert_id = $1;

-- name: forgotten_alerts
SELECT id FROM search_alert WHERE confirmed_at IS NULL AND asked_at < $1 ORDER BY asked_at LIMIT 500;

-- name: alert_letter
SELECT question, language, address, secret, asked_at, confirmed_at FROM search_alert WHERE id = $1;

-- name: alerts_behind
SELECT id, question, seen_sequence, confirmed_at, seen_on FROM search_alert
WHERE confirmed_at IS NOT NULL AND (question, id) > ($1, $2) AND seen_sequence < $3 AND cut_short_on IS NULL ORDER BY question, id LIMIT $4;

-- name: alerts_to_try_again
SELECT id, question, seen_sequence, confirmed_at, seen_on FROM search_alert
WHERE confirmed_at IS NOT NULL AND (question, id) > ($1, $2) AND seen_sequence < $3 AND cut_short_on < $4 ORDER BY question, id LIMIT $5;

-- name: any_alert_behind
SELECT 1 FROM search_alert WHERE confirmed_at IS NOT NULL AND seen_sequence < $1 AND (cut_short_on IS NULL OR cut_short_on < $2) LIMIT 1;

-- name: alert_saw
UPDATE search_alert SET seen_sequence = $2, seen_on = $3, cut_short_since = NULL, cut_short_on = NULL WHERE id = $1 AND seen_sequence < $2;

-- name: alert_was_cut_short
UPDATE search_alert SET cut_short_since = coalesce(cut_short_since, $2), cut_short_on = $2 WHERE id = $1;

-- name: alerts_cut_short
SELECT question, count(*), min(cut_short_since) FROM search_alert WHERE cut_short_since IS NOT NULL GROUP BY question ORDER BY 3, 1;

-- name: add_find
INSERT INTO search_alert_find (alert_id, entry_id, found_on) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- name: alerts_with_news
SELECT DISTINCT f.alert_id FROM search_alert_find f JOIN search_alert a ON a.id = f.alert_id
WHERE f.letter_id IS NULL AND (a.told_on IS NULL OR a.told_on < $1) ORDER BY f.alert_id LIMIT $2;

-- name: put_in_letter
UPDATE search_alert_find SET letter_id = $2 WHERE alert_id = $1 AND letter_id IS NULL;

-- name: alert_told
UPDATE search_alert SET told_on = $2 WHERE id = $1;

-- name: in_letter
SELECT entry_id FROM search_alert_find WHERE letter_id = $1 ORDER BY entry_id DESC LIMIT $2;

-- name: drop_old_finds
DELETE FROM search_alert_find WHERE found_on < $1 AND letter_id IS NOT NULL;

-- name: count_alerts
SELECT count(*) FILTER (WHERE confirmed_at IS NOT NULL), count(*) FILTER (WHERE confirmed_at IS NULL) FROM search_alert;
