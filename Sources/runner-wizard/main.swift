import Glibc
import Runtime

// Not `exit`: nothing is buffered here, libcurl's forty libraries would take their time to clean
// up what ends anyway, and a thread may still be loading them.
_exit(Program.run(Array(CommandLine.arguments.dropFirst())))
