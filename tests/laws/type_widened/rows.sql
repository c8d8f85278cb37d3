INSERT INTO books (id, title, pages, price, blurb) VALUES (1, 'One', 10, 12.50, 'short'), (2, 'Two', 11, 0.99, NULL);
