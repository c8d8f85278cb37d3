//! What needs a MySQL or MariaDB server.

mod introspect;
