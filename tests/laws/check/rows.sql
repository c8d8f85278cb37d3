INSERT INTO books (id, pages, price, shelf) VALUES (1, 10, 20, 3);
