INSERT INTO books (id, title, pages, price, isbn, lent) VALUES
    (1, 'a', 100, 9999.99, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'yes'),
    (2, '1234567890', 2147483647, -1, '{A0EEBC999C0B4EF8BB6D6BB9BD380A12}', NULL);
