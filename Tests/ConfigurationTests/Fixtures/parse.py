"""Prints what python-gitlab's own parser makes of sections: FILE SECTION [FILE SECTION…].

What it makes of one section ends in a line with nothing but "--".
"""

import sys

import gitlab.config


def parse(path, section):
    try:
        config = gitlab.config.GitlabConfigParser(section, [path])
    except Exception:
        print("refused")
        return
    print("url", config.url.rstrip("/"))
    if config.private_token:
        print("private", config.private_token)
    elif config.oauth_token:
        print("bearer", config.oauth_token)
    if config.ssl_verify is True:
        print("verify system")
    elif config.ssl_verify:
        print("verify", config.ssl_verify)
    else:
        print("verify off")
    print("timeout", config.timeout)
    if not config.user_agent.startswith("python-gitlab/"):
        print("agent", config.user_agent)


for path, section in zip(sys.argv[1::2], sys.argv[2::2]):
    parse(path, section)
    print("--")
