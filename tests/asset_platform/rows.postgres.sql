-- Rows for every table of the drifted database.

INSERT INTO client_accounts (id, name, code, settings) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'Acme Ltd', 'ACME', '{"region": "eu"}'),
  ('c0000000-0000-0000-0000-000000000002', 'Ümlaut GmbH', 'UML', '{}');
INSERT INTO engagements (id, client_account_id, name, engagement_type) VALUES
  ('e0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'To the cloud', 'migration');
INSERT INTO users (id, email, password_hash, default_client_id) VALUES
  ('a0000000-0000-0000-0000-000000000001', 'ada@example.com', 'x', 'c0000000-0000-0000-0000-000000000001'),
  ('a0000000-0000-0000-0000-000000000002', 'bo@example.com', 'y', NULL);
INSERT INTO user_account_associations (user_id, client_account_id, role) VALUES
  ('a0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'lead');
INSERT INTO user_profiles (user_id, organization) VALUES
  ('a0000000-0000-0000-0000-000000000001', 'Acme'), ('a0000000-0000-0000-0000-000000000002', NULL);
INSERT INTO user_roles (user_id, role_type, role_name, scope_client_id) VALUES
  ('a0000000-0000-0000-0000-000000000001', 'CLIENT_ADMIN', 'boss', 'c0000000-0000-0000-0000-000000000001');
INSERT INTO client_access (id, user_id, client_account_id, access_level) VALUES
  ('ca000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'ADMIN'),
  ('ca000000-0000-0000-0000-000000000002', 'a0000000-0000-0000-0000-000000000002', 'c0000000-0000-0000-0000-000000000002', 'READ_ONLY');
INSERT INTO engagement_access (user_profile_id, engagement_id, access_level) VALUES
  ('a0000000-0000-0000-0000-000000000002', 'e0000000-0000-0000-0000-000000000001', 'READ_WRITE');
INSERT INTO access_audit_log (user_id, action_type, resource_type, result, reason) VALUES
  ('a0000000-0000-0000-0000-000000000002', 'read', 'asset', 'granted', 'because');
INSERT INTO role_change_approval (user_id, requested_role, approved_by) VALUES
  ('a0000000-0000-0000-0000-000000000002', 'ANALYST', 'a0000000-0000-0000-0000-000000000001');
INSERT INTO security_audit_log (event_type, severity, actor_user_id) VALUES
  ('login', 'info', 'a0000000-0000-0000-0000-000000000001'), ('scan', 'warning', NULL);

INSERT INTO discovery_flows (id, flow_id, client_account_id, user_id, flow_name, status, discovery_flow_id) VALUES
  ('f0000000-0000-0000-0000-000000000001', 'f1000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'ada', 'first', 'done', NULL),
  ('f0000000-0000-0000-0000-000000000002', 'f1000000-0000-0000-0000-000000000002', 'c0000000-0000-0000-0000-000000000001', 'ada', 'second', 'running', 'f1000000-0000-0000-0000-000000000001');
INSERT INTO crewai_flow_state_extensions (flow_id, client_account_id, user_id, flow_type, started_at) VALUES
  ('f1000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', 'discovery', '2025-06-01 12:00+00');
INSERT INTO data_import_sessions (id, client_account_id, session_name) VALUES
  ('d0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'June');
INSERT INTO data_imports (id, client_account_id, session_id, import_name, imported_by, total_records) VALUES
  ('d1000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'd0000000-0000-0000-0000-000000000001', 'servers.csv', 'a0000000-0000-0000-0000-000000000001', 2);
INSERT INTO raw_import_records (data_import_id, client_account_id, row_number, raw_data) VALUES
  ('d1000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 1, '{"host": "web-1"}'),
  ('d1000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 2, '{"host": "db-1"}');
INSERT INTO import_field_mappings (data_import_id, source_field, target_field, confidence_score) VALUES
  ('d1000000-0000-0000-0000-000000000001', 'host', 'hostname', 0.93);
INSERT INTO import_processing_steps (data_import_id, step_name, step_order) VALUES
  ('d1000000-0000-0000-0000-000000000001', 'parse', 1);
INSERT INTO flow_deletion_audit (flow_id, client_account_id, deleted_by, deletion_data) VALUES
  ('f1000000-0000-0000-0000-000000000009', 'c0000000-0000-0000-0000-000000000001', 'ada', '{"rows": 7}');

INSERT INTO assets (id, client_account_id, engagement_id, asset_name, hostname, asset_type, environment, memory_gb, status, raw_data) VALUES
  ('55000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'e0000000-0000-0000-0000-000000000001', 'Web', 'web-1', 'server', 'prod', 15.5, 'discovered', '{"cpu": 4, "tags": ["a", "b"]}'),
  ('55000000-0000-0000-0000-000000000002', 'c0000000-0000-0000-0000-000000000001', NULL, 'Orders', 'db-1', 'database', NULL, NULL, 'unknown', NULL),
  ('55000000-0000-0000-0000-000000000003', 'c0000000-0000-0000-0000-000000000002', NULL, NULL, NULL, 'virtual_machine', 'test', 8, NULL, '[]');
INSERT INTO asset_dependencies (id, source_asset_id, target_asset_id, dependency_type, description) VALUES
  ('55d00000-0000-0000-0000-000000000001', '55000000-0000-0000-0000-000000000001', '55000000-0000-0000-0000-000000000002', 'reads', 'It''s slow'),
  ('55d00000-0000-0000-0000-000000000002', '55000000-0000-0000-0000-000000000003', '55000000-0000-0000-0000-000000000001', 'calls', NULL);
INSERT INTO tags (id, client_account_id, name) VALUES
  ('7a000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'legacy');
INSERT INTO asset_tags (asset_id, tag_id) VALUES
  ('55000000-0000-0000-0000-000000000001', '7a000000-0000-0000-0000-000000000001');
INSERT INTO cmdb_sixr_analysis (client_account_id, analysis_name, rehost_count) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'first look', 3);
INSERT INTO sixr_analysis (client_account_id, name, progress) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'second look', 0.5);
INSERT INTO assessments (client_account_id, name, assessment_type, findings) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'ready?', 'technical', '[{"risk": "high"}]');
INSERT INTO wave_plans (client_account_id, name, wave_number, planned_start, estimated_cost) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'wave one', 1, '2026-02-01', 1234.56);
INSERT INTO migrations (client_account_id, name, start_date, budget) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'all of it', '2026-01-15', 99999999.99);
INSERT INTO migration_waves (client_account_id, name, wave_number, planned_start_at) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'wave one', 1, '2026-02-01 08:00+00');

INSERT INTO agent_questions (client_account_id, agent_id, title, body) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'asker', 'Which?', 'Which of the two?');
INSERT INTO agent_insights (client_account_id, agent_id, title, body, confidence) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'thinker', 'Idle', 'Nobody calls it.', 0.8);
INSERT INTO data_items (client_account_id, agent_id, title, body, details) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'sorter', 'A row', 'of a file', '{"line": 3}');
INSERT INTO llm_usage_log (client_account_id, provider, model, input_tokens, output_tokens, cost) VALUES
  ('c0000000-0000-0000-0000-000000000001', 'someone', 'small', 1200, 80, 0.001234);
INSERT INTO llm_usage_summary (client_account_id, period_start, period_end, total_cost) VALUES
  ('c0000000-0000-0000-0000-000000000001', '2025-06-01', '2025-07-01', 12.345678);
INSERT INTO feedback (page, rating, comment) VALUES
  ('/assets', 5, 'nice'), ('/waves', 2, NULL);
