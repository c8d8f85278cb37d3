INSERT INTO books (id, number) VALUES (1, '1'), (2, ' 22'), (3, '+3');
