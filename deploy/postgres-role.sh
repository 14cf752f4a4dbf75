#!/bin/bash
# Run once by the postgres container, after it has made its cluster: the application's role and database.
# The role is no superuser and cannot bypass row security; it owns its database.
set -euo pipefail
psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 -v password="$ANJU_DATABASE_PASSWORD" \
    --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
SELECT 'CREATE ROLE anju LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'anju') \gexec
ALTER ROLE anju PASSWORD :'password';
SELECT 'CREATE DATABASE anju OWNER anju'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'anju') \gexec
SQL
