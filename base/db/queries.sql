-- name: applied_migrations
SELECT room, number, checksum FROM schema_migration;

-- name: remember_migration
INSERT INTO schema_migration (room, number, name, checksum, applied_at) VALUES ($1, $2, $3, $4, $5);

-- name: is_there
SELECT 1;
