# RT for bench/peers.sh: a throw-away PostgreSQL by its socket, letters into a file, everything else as Debian ships it.
# Left out of its work, in its favour: the check of the Referer, full-text search, graphs.
Set($rtname, 'peers');
Set($Organization, 'peers');
Set($WebDomain, '127.0.0.1');
Set($WebPort, $ENV{RT_PORT});
Set($WebPath, '');
Set($DatabaseType, 'Pg');
Set($DatabaseHost, $ENV{RT_SOCKETS});
Set($DatabasePort, '');
Set($DatabaseName, 'rt5');
Set($DatabaseUser, 'hero');
Set($DatabasePassword, '');
Set($MailCommand, 'mbox');
Set($RestrictReferrer, 0);
Set($LogToSTDERR, 'error');
Set($LogToSyslog, '');
1;
