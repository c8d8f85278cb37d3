INSERT INTO shelves (mood) VALUES ('high'), ('low'), ('best');
INSERT INTO books (id, mood, moods) VALUES (1, 'low', '{best}'), (2, 'high', '{}'), (3, 'best', DEFAULT);
