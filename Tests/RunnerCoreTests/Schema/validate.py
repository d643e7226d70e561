"""Validates GraphQL documents, each against a schema with certain features.

Reads {"schema": SDL, "documents": [{"features": [name], "text": document}]} on standard input and prints a
line for every error, or nothing.
"""

import json
import sys

from graphql import Visitor, REMOVE, build_ast_schema, parse, validate, visit


class WithoutFeatures(Visitor):
    def __init__(self, features):
        super().__init__()
        self.features = features

    def drop(self, node, *_):
        for directive in node.directives:
            if directive.arguments[0].value.value not in self.features:
                return REMOVE
        return None

    enter_field_definition = drop
    enter_enum_value_definition = drop


work = json.load(sys.stdin)
definition = parse(work["schema"])
schemas = {}
for document in work["documents"]:
    features = frozenset(document["features"])
    if features not in schemas:
        schemas[features] = build_ast_schema(visit(definition, WithoutFeatures(features)))
    for error in validate(schemas[features], parse(document["text"])):
        print(sorted(features), error.message)
print(len(work["documents"]), "documents", file=sys.stderr)
