import Glibc
import Runtime

exit(Program.run(Array(CommandLine.arguments.dropFirst())))
