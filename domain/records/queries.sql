-- name: list_all
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4) AND (r.sort_key, r.id) <= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11) AND CAST($2 AS TEXT) = $2
ORDER BY r.sort_key, r.id LIMIT $12;

-- name: list_all_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4) AND CAST($2 AS TEXT) = $2
ORDER BY r.sort_key, r.id LIMIT 1 OFFSET $5;

-- name: list_days
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.day_key
FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND r.day_key <> '' AND (r.day_key, r.id) > ($3, $4) AND (r.day_key, r.id) <= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11) AND CAST($2 AS TEXT) = $2
ORDER BY r.day_key, r.id LIMIT $12;

-- name: list_days_end
SELECT r.day_key, r.id FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND r.day_key <> '' AND (r.day_key, r.id) > ($3, $4)
AND CAST($2 AS TEXT) = $2 ORDER BY r.day_key, r.id LIMIT 1 OFFSET $5;

-- name: list_f1
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f1 = $2 AND r.f1 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4) AND (r.sort_key, r.id) <= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key, r.id LIMIT $12;

-- name: list_f1_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f1 = $2 AND r.f1 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4)
ORDER BY r.sort_key, r.id LIMIT 1 OFFSET $5;

-- name: list_f2
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f2 = $2 AND r.f2 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4) AND (r.sort_key, r.id) <= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key, r.id LIMIT $12;

-- name: list_f2_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f2 = $2 AND r.f2 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4)
ORDER BY r.sort_key, r.id LIMIT 1 OFFSET $5;

-- name: list_f3
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f3 = $2 AND r.f3 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4) AND (r.sort_key, r.id) <= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key, r.id LIMIT $12;

-- name: list_f3_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f3 = $2 AND r.f3 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4)
ORDER BY r.sort_key, r.id LIMIT 1 OFFSET $5;

-- name: list_f4
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f4 = $2 AND r.f4 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4) AND (r.sort_key, r.id) <= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key, r.id LIMIT $12;

-- name: list_f4_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f4 = $2 AND r.f4 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4)
ORDER BY r.sort_key, r.id LIMIT 1 OFFSET $5;

-- name: list_f5
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f5 = $2 AND r.f5 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4) AND (r.sort_key, r.id) <= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key, r.id LIMIT $12;

-- name: list_f5_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f5 = $2 AND r.f5 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) > ($3, $4)
ORDER BY r.sort_key, r.id LIMIT 1 OFFSET $5;

-- name: list_all_back
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4) AND (r.sort_key, r.id) >= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11) AND CAST($2 AS TEXT) = $2
ORDER BY r.sort_key DESC, r.id DESC LIMIT $12;

-- name: list_all_back_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4)
AND CAST($2 AS TEXT) = $2 ORDER BY r.sort_key DESC, r.id DESC LIMIT 1 OFFSET $5;

-- name: list_f1_back
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f1 = $2 AND r.f1 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4) AND (r.sort_key, r.id) >= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key DESC, r.id DESC LIMIT $12;

-- name: list_f1_back_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f1 = $2 AND r.f1 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4)
ORDER BY r.sort_key DESC, r.id DESC LIMIT 1 OFFSET $5;

-- name: list_f2_back
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f2 = $2 AND r.f2 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4) AND (r.sort_key, r.id) >= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key DESC, r.id DESC LIMIT $12;

-- name: list_f2_back_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f2 = $2 AND r.f2 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4)
ORDER BY r.sort_key DESC, r.id DESC LIMIT 1 OFFSET $5;

-- name: list_f3_back
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f3 = $2 AND r.f3 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4) AND (r.sort_key, r.id) >= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key DESC, r.id DESC LIMIT $12;

-- name: list_f3_back_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f3 = $2 AND r.f3 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4)
ORDER BY r.sort_key DESC, r.id DESC LIMIT 1 OFFSET $5;

-- name: list_f4_back
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f4 = $2 AND r.f4 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4) AND (r.sort_key, r.id) >= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key DESC, r.id DESC LIMIT $12;

-- name: list_f4_back_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f4 = $2 AND r.f4 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4)
ORDER BY r.sort_key DESC, r.id DESC LIMIT 1 OFFSET $5;

-- name: list_f5_back
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.f5 = $2 AND r.f5 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4) AND (r.sort_key, r.id) >= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11)
ORDER BY r.sort_key DESC, r.id DESC LIMIT $12;

-- name: list_f5_back_end
SELECT r.sort_key, r.id FROM record r WHERE r.kind = $1 AND r.f5 = $2 AND r.f5 <> '' AND r.is_listed = 1 AND (r.sort_key, r.id) < ($3, $4)
ORDER BY r.sort_key DESC, r.id DESC LIMIT 1 OFFSET $5;

-- name: list_figures
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.figure_key
FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND r.figure_key <> '' AND (r.figure_key, r.id) > ($3, $4) AND (r.figure_key, r.id) <= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11) AND CAST($2 AS TEXT) = $2
ORDER BY r.figure_key, r.id LIMIT $12;

-- name: list_figures_end
SELECT r.figure_key, r.id FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND r.figure_key <> '' AND (r.figure_key, r.id) > ($3, $4)
AND CAST($2 AS TEXT) = $2 ORDER BY r.figure_key, r.id LIMIT 1 OFFSET $5;

-- name: list_figures_back
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.figure_key
FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND r.figure_key <> '' AND (r.figure_key, r.id) < ($3, $4) AND (r.figure_key, r.id) >= ($5, $13)
AND r.f1 LIKE $6 ESCAPE '\' AND r.f2 LIKE $7 ESCAPE '\' AND r.f3 LIKE $8 ESCAPE '\'
AND r.f4 LIKE $9 ESCAPE '\' AND r.f5 LIKE $10 ESCAPE '\'
AND r.place LIKE $14 ESCAPE '\' AND (r.shown_until IS NULL OR r.shown_until >= $11) AND CAST($2 AS TEXT) = $2
ORDER BY r.figure_key DESC, r.id DESC LIMIT $12;

-- name: list_figures_back_end
SELECT r.figure_key, r.id FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND r.figure_key <> '' AND (r.figure_key, r.id) < ($3, $4)
AND CAST($2 AS TEXT) = $2 ORDER BY r.figure_key DESC, r.id DESC LIMIT 1 OFFSET $5;

-- name: newest
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND (r.shown_until IS NULL OR r.shown_until >= $2)
ORDER BY r.serial DESC LIMIT $3;

-- name: of_chain
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.chain = $2 AND r.chain <> '' AND r.is_listed = 1 AND (r.shown_until IS NULL OR r.shown_until >= $3)
ORDER BY r.sort_key, r.id LIMIT $4;

-- name: belonging
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.belongs = $2 AND r.belongs <> '' AND r.is_listed = 1 AND (r.shown_until IS NULL OR r.shown_until >= $3)
ORDER BY r.sort_key, r.id LIMIT $4;

-- name: chains_belonging
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND (r.shown_until IS NULL OR r.shown_until >= $3) AND r.id IN (
SELECT b.id FROM record b WHERE b.kind = $1 AND b.belongs = $2 AND b.belongs <> '' AND b.is_listed = 1
UNION SELECT c.id FROM record b JOIN record c ON c.kind = $1 AND c.chain = b.chain AND c.chain <> '' AND c.is_listed = 1
WHERE b.kind = $1 AND b.belongs = $2 AND b.belongs <> '' AND b.is_listed = 1)
ORDER BY r.sort_key, r.id LIMIT $4;

-- name: by_serial
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key,
r.is_listed, r.withdrawn_at, r.withdrawn_because
FROM record r WHERE r.kind = $1 AND r.serial = $2;

-- name: listed_by_serials
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.serial IN
($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
$27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50,
$51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74,
$75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98,
$99, $100, $101)
AND r.is_listed = 1 AND (r.shown_until IS NULL OR r.shown_until >= $102);

-- name: former
SELECT f.version, f.body, f.replaced_at, f.replaced_because, f.taken_out_at, f.taken_out_because
FROM record_former f WHERE f.record_id = $1 ORDER BY f.version DESC LIMIT 50;

-- name: has_former
SELECT f.version FROM record_former f WHERE f.record_id = $1 AND f.taken_out_at IS NULL LIMIT 1;

-- name: take_out_former
UPDATE record_former SET body = '{}', inside = '{}', taken_out_at = $2, taken_out_because = $3 WHERE record_id = $1 AND taken_out_at IS NULL;

-- name: whole_former
SELECT f.version, f.body, f.inside FROM record_former f WHERE f.record_id = $1 AND f.taken_out_at IS NULL
ORDER BY f.version;

-- name: set_former
UPDATE record_former SET body = $3, inside = $4 WHERE record_id = $1 AND version = $2;

-- name: whole_by_serial
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key,
r.is_listed, r.withdrawn_at, r.withdrawn_because, r.inside
FROM record r WHERE r.kind = $1 AND r.serial = $2;

-- name: whole_by_identity
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key,
r.is_listed, r.withdrawn_at, r.withdrawn_because, r.inside
FROM record r WHERE r.kind = $1 AND r.identity = $2;

-- name: whole_by_identities
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key,
r.is_listed, r.withdrawn_at, r.withdrawn_because, r.inside, r.identity
FROM record r WHERE r.kind = $1 AND r.identity IN
($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
$28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51,
$52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75,
$76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99,
$100, $101);

-- name: whole_of_kind
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key,
r.is_listed, r.withdrawn_at, r.withdrawn_because, r.inside
FROM record r WHERE r.kind = $1 AND r.serial > $2 ORDER BY r.serial LIMIT $3;

-- name: whole_newest
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key,
r.is_listed, r.withdrawn_at, r.withdrawn_because, r.inside
FROM record r WHERE r.kind = $1 AND r.serial < $2 ORDER BY r.serial DESC LIMIT $3;

-- name: whole_newest_of_unit
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key,
r.is_listed, r.withdrawn_at, r.withdrawn_because, r.inside
FROM record r WHERE r.kind = $1 AND r.unit_id = $3 AND r.serial < $2 ORDER BY r.serial DESC LIMIT $4;

-- name: whole_in_order
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key,
r.is_listed, r.withdrawn_at, r.withdrawn_because, r.inside
FROM record r WHERE r.kind = $1 AND r.is_listed = 1 AND (r.sort_key, r.id) > ($2, $3) AND r.sort_key <= $4
ORDER BY r.sort_key, r.id LIMIT $5;

-- name: add
INSERT INTO record (kind, serial, unit_id, identity, version, is_listed, is_demonstration, sort_key, f1, f2, f3, f4, f5, body, inside,
shown_until, published_on, changed_at, changed_by, withdrawn_because, chain, day_key, place, belongs, figure_key)
VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, '', $19, $20, $21, $22, $23)
ON CONFLICT (kind, identity) DO NOTHING;

-- name: change
UPDATE record SET version = version + 1, unit_id = $2, identity = $3, is_listed = $4, is_demonstration = $5, sort_key = $6, f1 = $7,
f2 = $8, f3 = $9, f4 = $10, f5 = $11, body = $12, inside = $13, shown_until = $14, changed_at = $15, changed_by = $16, chain = $17,
day_key = $18, place = $19, belongs = $20, figure_key = $21, withdrawn_at = NULL, withdrawn_because = '' WHERE id = $1;

-- name: lay_out
UPDATE record SET is_listed = $2, sort_key = $3, f1 = $4, f2 = $5, f3 = $6, f4 = $7, f5 = $8, shown_until = $9, chain = $10, day_key = $11, place = $12,
belongs = $13, figure_key = $14 WHERE id = $1;

-- name: set_body
UPDATE record SET body = $2, inside = $3 WHERE id = $1;

-- name: withdraw
UPDATE record SET version = version + 1, is_listed = 0, withdrawn_at = $2, withdrawn_because = $3, changed_at = $2, changed_by = $4
WHERE id = $1;

-- name: unlist
UPDATE record SET is_listed = 0 WHERE id = $1;

-- name: add_former
INSERT INTO record_former (record_id, version, body, inside, replaced_at, replaced_by, replaced_because)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: drop_former
DELETE FROM record_former WHERE record_id = $1;

-- name: over
SELECT r.kind, r.serial FROM record r WHERE r.is_listed = 1 AND r.shown_until IS NOT NULL AND r.shown_until < $1
ORDER BY r.shown_until LIMIT $2;

-- name: some_demonstration
SELECT r.serial FROM record r WHERE r.kind = $1 AND r.is_demonstration = 1 LIMIT 1;

-- name: demonstration
SELECT r.kind, r.serial, r.id FROM record r WHERE r.is_demonstration = 1 ORDER BY r.id LIMIT $1;

-- name: drop_record
DELETE FROM record WHERE id = $1;

-- name: kinds_there
SELECT kind, last_serial, records, changed_at, shape FROM record_kind ORDER BY kind;

-- name: kind_there
SELECT kind, last_serial, records, changed_at, shape FROM record_kind WHERE kind = $1;

-- name: note_kind
INSERT INTO record_kind (kind, last_serial, records, changed_at, shape) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (kind) DO UPDATE SET last_serial = $2, records = record_kind.records + $3, changed_at = coalesce($4, record_kind.changed_at),
shape = $5;

-- name: forget_counts
DELETE FROM record_count WHERE kind = $1;

-- name: forget_figures
DELETE FROM record_figure WHERE kind = $1;

-- name: forget_number
UPDATE record_kind SET records = 0 WHERE kind = $1;

-- name: count
INSERT INTO record_count (kind, within_slot, within_value, slot, value, records) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (kind, within_slot, within_value, slot, value) DO UPDATE SET records = record_count.records + $6;

-- name: counts
SELECT slot, value, records FROM record_count
WHERE kind = $1 AND within_slot = $2 AND within_value = $3 AND records > 0 ORDER BY slot, value;

-- name: counts_beside
SELECT value, min(records) FROM (
SELECT value, records FROM record_count WHERE kind = $1 AND within_slot = $4 AND within_value = $5 AND slot = $2 AND records > 0
UNION ALL SELECT value, records FROM record_count WHERE kind = $1 AND within_slot = $6 AND within_value = $7 AND slot = $2 AND records > 0
UNION ALL SELECT value, records FROM record_count WHERE kind = $1 AND within_slot = $8 AND within_value = $9 AND slot = $2 AND records > 0
UNION ALL SELECT value, records FROM record_count WHERE kind = $1 AND within_slot = $10 AND within_value = $11 AND slot = $2 AND records > 0) pairs
GROUP BY value HAVING count(*) = $3;

-- name: figure
INSERT INTO record_figure (kind, x, series, total, records) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (kind, x, series) DO UPDATE SET total = record_figure.total + $4, records = record_figure.records + $5;

-- name: figures
SELECT x, series, total, records FROM record_figure WHERE kind = $1 AND records > 0 ORDER BY x DESC, series LIMIT $2;

-- name: newest_figures
SELECT f.kind, f.x, f.series, f.total, f.records, (SELECT count(*) FROM (SELECT d.id FROM record d WHERE d.is_demonstration = 1 LIMIT 1) one)
FROM record_figure f WHERE f.records > 0 AND f.x >= $1 ORDER BY f.kind, f.x LIMIT $2;

-- name: keepers
SELECT kind, unit_id, since FROM record_keeper ORDER BY kind, unit_id;

-- name: add_keeper
INSERT INTO record_keeper (kind, unit_id, since) VALUES ($1, $2, $3) ON CONFLICT (kind, unit_id) DO NOTHING;

-- name: drop_keeper
DELETE FROM record_keeper WHERE kind = $1 AND unit_id = $2;

-- name: add_duty
INSERT INTO record_duty (kind, unit_id, period, duty_id) VALUES ($1, $2, $3, $4);

-- name: duty_of
SELECT duty_id, done_at FROM record_duty WHERE kind = $1 AND unit_id = $2 AND period = $3;

-- name: open_duties
SELECT unit_id, period, duty_id FROM record_duty WHERE kind = $1 AND done_at IS NULL ORDER BY unit_id, period;

-- name: duty_done
UPDATE record_duty SET done_at = $4 WHERE kind = $1 AND unit_id = $2 AND period = $3;

-- name: hand_in
INSERT INTO record_import (kind, unit_id, file, file_name, given_by, given_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id;

-- name: accept_import
UPDATE record_import SET accepted_at = $2 WHERE id = $1 AND accepted_at IS NULL;

-- name: import_by_id
SELECT id, kind, unit_id, file, file_name, given_by, given_at, accepted_at FROM record_import WHERE id = $1;

-- name: imports_waiting
SELECT id, kind, unit_id, file, file_name, given_by, given_at, accepted_at FROM record_import
WHERE kind = $1 AND accepted_at IS NULL ORDER BY id DESC LIMIT $2;

-- name: files_of_imports
SELECT DISTINCT file FROM record_import ORDER BY file;

-- name: add_token
INSERT INTO record_token (hash, name, unit_id, kinds, made_by, made_at, good_until) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id;

-- name: tokens
SELECT id, name, unit_id, kinds, made_by, made_at, good_until, closed_at FROM record_token ORDER BY id DESC LIMIT $1;

-- name: token_by_hash
SELECT id, name, unit_id, kinds, made_by, made_at, good_until, closed_at FROM record_token WHERE hash = $1;

-- name: close_token
UPDATE record_token SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL;

-- name: delivery
SELECT content_hash, status, answer FROM record_delivery WHERE token_id = $1 AND key = $2;

-- name: add_delivery
INSERT INTO record_delivery (token_id, key, content_hash, status, answer, at) VALUES ($1, $2, $3, $4, $5, $6);

-- name: drop_deliveries
DELETE FROM record_delivery WHERE at < $1;

-- name: pairs
SELECT within_value, value, records FROM record_count WHERE kind = $1 AND within_slot = $2 AND slot = $3 AND records > 0
ORDER BY within_value, value;

-- name: add_day
INSERT INTO record_day (day_on, kind, added, changed, ended) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (day_on, kind) DO UPDATE SET added = record_day.added + $3, changed = record_day.changed + $4, ended = record_day.ended + $5;

-- name: days_of
SELECT kind, sum(added), sum(changed), sum(ended) FROM record_day WHERE day_on >= $1 AND day_on < $2 GROUP BY kind ORDER BY kind;

-- name: demonstration_of_days
SELECT r.id FROM record r WHERE r.is_demonstration = 1 AND r.published_on >= $1 AND r.published_on < $2 LIMIT 1;

-- name: changed_between
SELECT r.kind, r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.is_listed = 1 AND r.changed_at >= $1 AND r.changed_at < $2 AND (r.shown_until IS NULL OR r.shown_until >= $3)
ORDER BY r.changed_at DESC, r.id DESC LIMIT $4;

-- name: upper_list
SELECT name, taken_on, same, differs, lacking, alone FROM record_upper_list WHERE kind = $1;

-- name: set_upper_list
INSERT INTO record_upper_list (kind, name, taken_on, same, differs, lacking, alone) VALUES ($1, $2, $3, 0, 0, 0, 0)
ON CONFLICT (kind) DO UPDATE SET name = $2, taken_on = $3;

-- name: forget_comparison
DELETE FROM record_comparison WHERE kind = $1;

-- name: comparison_of
SELECT upper, serial FROM record_comparison WHERE kind = $1 AND item = $2;

-- name: set_comparison
INSERT INTO record_comparison (kind, item, upper, serial, state, fields) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (kind, item) DO UPDATE SET upper = $3, serial = $4, state = $5, fields = $6;

-- name: drop_comparison
DELETE FROM record_comparison WHERE kind = $1 AND item = $2;

-- name: count_comparison
UPDATE record_upper_list SET
same = (SELECT count(*) FROM record_comparison c WHERE c.kind = record_upper_list.kind AND c.state = 'same'),
differs = (SELECT count(*) FROM record_comparison c WHERE c.kind = record_upper_list.kind AND c.state = 'differs'),
lacking = (SELECT count(*) FROM record_comparison c WHERE c.kind = record_upper_list.kind AND c.state = 'lacking'),
alone = (SELECT count(*) FROM record_comparison c WHERE c.kind = record_upper_list.kind AND c.state = 'alone')
WHERE kind = $1;

-- name: comparisons
SELECT c.item, c.upper, c.serial, c.fields, r.body FROM record_comparison c
LEFT JOIN record r ON r.kind = c.kind AND r.serial = c.serial
WHERE c.kind = $1 AND c.state = $2 AND c.item > $3 ORDER BY c.item LIMIT $4;

-- name: listed_after
SELECT r.id, r.serial, r.unit_id, r.version, r.is_demonstration, r.body, r.shown_until, r.published_on, r.changed_at, r.sort_key
FROM record r WHERE r.kind = $1 AND r.serial > $2 AND r.is_listed = 1 ORDER BY r.serial LIMIT $3;

-- name: add_source
INSERT INTO record_source (name, kind, unit_id, address, list_at, mapping, header, secret, every_hours, version, made_by, made_at, next_at, content_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12, '') RETURNING id;

-- name: change_source
UPDATE record_source SET name = $3, kind = $4, unit_id = $5, address = $6, list_at = $7, mapping = $8, header = $9, secret = $10, every_hours = $11,
version = version + 1, next_at = $12, content_hash = '' WHERE id = $1 AND version = $2 AND closed_at IS NULL;

-- name: close_source
UPDATE record_source SET closed_at = $2, version = version + 1, secret = '' WHERE id = $1 AND closed_at IS NULL;

-- name: sources
SELECT id, name, kind, unit_id, address, list_at, mapping, header, secret, every_hours, version, made_by, made_at, closed_at, next_at, content_hash
FROM record_source ORDER BY id DESC LIMIT $1;

-- name: source_by_id
SELECT id, name, kind, unit_id, address, list_at, mapping, header, secret, every_hours, version, made_by, made_at, closed_at, next_at, content_hash
FROM record_source WHERE id = $1;

-- name: source_due
SELECT id FROM record_source WHERE closed_at IS NULL AND next_at <= $1 ORDER BY next_at LIMIT 1;

-- name: claim_source
UPDATE record_source SET next_at = $3 WHERE id = $1 AND next_at = $2 AND closed_at IS NULL;

-- name: note_content
UPDATE record_source SET content_hash = $2 WHERE id = $1;

-- name: add_fetch
INSERT INTO record_fetch (source_id, at, outcome, row_count, added, changed, unchanged, faulty, told)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (source_id, at) DO NOTHING;

-- name: fetches
SELECT at, outcome, row_count, added, changed, unchanged, faulty, told FROM record_fetch WHERE source_id = $1 ORDER BY at DESC LIMIT $2;

-- name: last_fetches
SELECT f.source_id, f.at, f.outcome, f.row_count, f.added, f.changed, f.unchanged, f.faulty, f.told FROM record_fetch f
WHERE f.at = (SELECT max(l.at) FROM record_fetch l WHERE l.source_id = f.source_id) ORDER BY f.source_id;

-- name: drop_fetches
DELETE FROM record_fetch WHERE source_id = $1 AND at < $2;
