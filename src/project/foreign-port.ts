/** Variables that hold another process's port: a database's, a mail server's. */
const foreign =
  /(?:^|_)(?:DB|DATABASE|POSTGRES\w*|PG|MYSQL|MARIADB|REDIS|SMTP|E?MAIL|RABBIT\w*|AMQP|MONGO\w*|KAFKA|ELASTIC\w*|LDAP|METRICS|PROMETHEUS|DEBUG|NATS|MEMCACHED|STATSD|PROXY)(?=_|PORT)/i

/** Whether a variable such as `DB_PORT` names a port of something else than the service. */
export const isForeignPort = (variable: string | undefined): boolean => variable !== undefined && foreign.test(variable)
