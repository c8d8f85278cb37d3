INSERT INTO books (id, isbn, pages) VALUES (1, '6a1f24c1-3bd0-4d6e-9d2a-0a8f3c1f5a11', '12');
