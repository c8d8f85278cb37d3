INSERT INTO books (id, mood, other) VALUES (1, 'low', 'middle'), (2, 'high', 'low');
