INSERT INTO books (id, pages) VALUES (1, '12 pages'), (2, '90');
