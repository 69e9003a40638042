"""Runs a snippet of the runbook as it is; if it fails, says with which gRPC codes, as JSON in the last line."""

import json
import sys

import grpc

with open(sys.argv[1]) as file:
    snippet = compile(file.read(), sys.argv[1], "exec")
try:
    exec(snippet, {"__name__": "__main__"})
except Exception as error:
    codes = []
    seen = set()
    cause = error
    while cause is not None and id(cause) not in seen:  # pymilvus raises errors from themselves
        seen.add(id(cause))
        if isinstance(cause, grpc.RpcError):
            codes.append(cause.code().name)
        cause = cause.__context__ if cause.__cause__ in (None, cause) else cause.__cause__
    print(json.dumps({"error": type(error).__name__, "grpc": codes}))
    print(error, file=sys.stderr)
    sys.exit(1)
