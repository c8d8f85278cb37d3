-- What was found: the table is not there, nor the key that points at it; a migration ran whose file is lost.
ALTER TABLE tenant_users DROP CONSTRAINT tenant_users_role_id_fkey;
DROP TABLE tenant_roles;
INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20250601_000001_ai_setup_assistant', 1748736000);
