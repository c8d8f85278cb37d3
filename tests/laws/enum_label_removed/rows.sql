INSERT INTO books (id, mood, other) VALUES (1, 'low', 'high'), (2, 'high', NULL);
INSERT INTO films (id, mood) VALUES (1, 'high');
