INSERT INTO books (id, state, grade) VALUES (1, 'in', 1), (2, 'it''s out', NULL);
