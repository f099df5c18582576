"""A server of S3's protocol on this machine: prints its port, lives until its input ends."""

import sys

from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
server.stop()
