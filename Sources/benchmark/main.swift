import Glibc

exit(Benchmark(arguments: Array(CommandLine.arguments.dropFirst())).run())
