INSERT INTO books (id, mood, other) VALUES (1, 'low', 'it''s lost'), (2, 'it''s lost', NULL);
INSERT INTO films (id, mood) VALUES (1, 'high');
