CREATE TABLE tenants (
    id varchar(36) PRIMARY KEY,
    name varchar(255) NOT NULL,
    slug varchar(255) NOT NULL UNIQUE,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamp DEFAULT now(),
    updated_at timestamp DEFAULT now()
);
CREATE TABLE users (
    id varchar(36) PRIMARY KEY,
    email varchar(255) NOT NULL UNIQUE,
    first_name varchar(255),
    last_name varchar(255),
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamp DEFAULT now(),
    updated_at timestamp DEFAULT now()
);
CREATE TABLE tenant_roles (
    id varchar(36) PRIMARY KEY,
    tenant_id varchar(36) NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name varchar(100) NOT NULL,
    permissions json NOT NULL,
    is_system_role boolean DEFAULT false,
    created_at timestamp DEFAULT now(),
    updated_at timestamp DEFAULT now()
);
CREATE TABLE tenant_users (
    tenant_id varchar(36) NOT NULL REFERENCES tenants ON DELETE CASCADE,
    user_id varchar(36) NOT NULL REFERENCES users ON DELETE CASCADE,
    role_id varchar(36) REFERENCES tenant_roles,
    permissions json,
    created_at timestamp DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id)
);
CREATE TABLE brands (
    id varchar(36) PRIMARY KEY,
    tenant_id varchar(36) NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name varchar(255) NOT NULL,
    slug varchar(255) NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamp DEFAULT now(),
    updated_at timestamp DEFAULT now(),
    UNIQUE (tenant_id, slug)
);
CREATE TABLE brand_members (
    id varchar(36) PRIMARY KEY,
    brand_id varchar(36) NOT NULL REFERENCES brands ON DELETE CASCADE,
    user_id varchar(36) NOT NULL REFERENCES users ON DELETE CASCADE,
    tenant_id varchar(36) NOT NULL REFERENCES tenants ON DELETE CASCADE,
    role varchar(50) NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
    is_active boolean DEFAULT true,
    joined_at timestamp DEFAULT now(),
    created_at timestamp DEFAULT now(),
    updated_at timestamp DEFAULT now(),
    custom_permissions jsonb DEFAULT '{}',
    invitation_id varchar(36),
    last_accessed_at timestamp,
    access_count integer DEFAULT 0,
    UNIQUE (brand_id, user_id)
);
