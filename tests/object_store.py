#!/usr/bin/python3
"""OpenStack Swift with its S3 API, for tests: accounts, containers, objects and the proxy in one process.

    object_store.py FOLDER

FOLDER must support extended attributes. Writes FOLDER/port once it answers, and makes no bucket. The user is
hero:tester, its secret key is the content of FOLDER/secret. One device and one replica: what is tested is the API and the
check of signatures, not Swift's own safety.
"""
import os
import sys

import eventlet

eventlet.monkey_patch()

import eventlet.wsgi  # noqa: E402

folder = sys.argv[1]
secret = open(os.path.join(folder, "secret")).read().strip()

from swift.common import utils  # noqa: E402

utils.HASH_PATH_SUFFIX = utils.HASH_PATH_PREFIX = b"hero"
utils.validate_hash_conf = lambda: None

import swift.common.ring.ring as ring  # noqa: E402

ring.validate_configuration = lambda: None

from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402
from swift.common.storage_policy import POLICIES  # noqa: E402

PROXY = """
[DEFAULT]
swift_dir = {folder}
[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth copy slo proxy-logging proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
conn_timeout = 10
node_timeout = 30
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
storage_domain = localhost
s3_acl = false
dns_compliant_bucket_names = true
[filter:tempauth]
use = egg:swift#tempauth
user_hero_tester = {secret} .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:proxy-logging]
use = egg:swift#proxy_logging
"""

SERVER = """
[DEFAULT]
devices = {folder}/devices
mount_check = false
swift_dir = {folder}
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""


def configuration(name, text):
    path = os.path.join(folder, name + ".conf")
    with open(path, "w") as out:
        out.write(text)
    return path


class Silent:
    def write(self, *_):
        pass


def serve(app, listener):
    eventlet.spawn(eventlet.wsgi.server, listener, app, Silent(), log_output=False, capitalize_response_headers=False)


os.makedirs(os.path.join(folder, "devices", "one"), exist_ok=True)
listeners = {kind: eventlet.listen(("127.0.0.1", 0)) for kind in ("account", "container", "object", "proxy")}
for kind in ("account", "container", "object"):
    builder = RingBuilder(2, 1, 0)
    builder.add_dev({"id": 0, "region": 1, "zone": 1, "weight": 1.0, "device": "one", "ip": "127.0.0.1",
                     "port": listeners[kind].getsockname()[1], "replication_ip": "127.0.0.1",
                     "replication_port": listeners[kind].getsockname()[1], "meta": ""})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, kind + ".ring.gz"))
for kind in ("account", "container", "object"):
    serve(loadapp(configuration(kind, SERVER.format(folder=folder, kind=kind))), listeners[kind])
serve(loadapp(configuration("proxy", PROXY.format(folder=folder, secret=secret))), listeners["proxy"])

with open(os.path.join(folder, "port.new"), "w") as out:
    out.write(str(listeners["proxy"].getsockname()[1]))
os.rename(os.path.join(folder, "port.new"), os.path.join(folder, "port"))
while True:
    eventlet.sleep(3600)
