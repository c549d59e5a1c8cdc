-- name: days_of_editions
SELECT edition.id, edition.year, edition.paper, day.day, day.kind, day.holiday
FROM calendar_edition AS edition
JOIN calendar_day AS day ON day.edition_id = edition.id
ORDER BY edition.id, day.day;

-- name: add_edition
INSERT INTO calendar_edition (year, paper, added_at) VALUES ($1, $2, $3) RETURNING id;

-- name: add_day
INSERT INTO calendar_day (edition_id, day, kind, holiday) VALUES ($1, $2, $3, $4);
