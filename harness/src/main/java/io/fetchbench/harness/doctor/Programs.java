package io.fetchbench.harness.doctor;

import io.fetchbench.harness.session.Cores;

/** The programs that measure and what they found to work with. */
final class Programs {
    private static final int NEEDED_JDK = 25;

    private Programs() {}

    /** What keeps client and server on cores of their own. */
    static Finding taskset(String searchPath) {
        return Cores.onPath("taskset", searchPath)
                ? Finding.ok("taskset", "found: client and server get cores of their own where there are two")
                : Finding.weak("taskset", "not on the PATH: client and server move between cores",
                        "install util-linux");
    }

    /**
     * The Java that runs everything.
     *
     * @param feature its feature release
     * @param vendor who built it
     * @param runtime its whole version
     * @param vm name and version of its virtual machine
     */
    static Finding jdk(int feature, String vendor, String runtime, String vm) {
        String found = vendor + " " + runtime;
        if (vm.contains("debug")) {
            return Finding.unfit("JDK", found + ", a debug build", "use a product build");
        }
        return feature == NEEDED_JDK && !runtime.contains("-ea")
                ? Finding.ok("JDK", found)
                : Finding.weak("JDK", found, "use a released JDK " + NEEDED_JDK
                        + ", the one that styles are built and tested with");
    }

    /** What the mock server's event loop waits with. */
    static Finding transport(String transport, String os) {
        return !transport.equals("nio") || !os.startsWith("Linux")
                ? Finding.ok("transport", "mock server: " + transport)
                : Finding.weak("transport", "mock server: nio, since Netty's native epoll could not be loaded",
                        "see that the processor is x86-64 or aarch64, and that the temporary folder is not noexec");
    }

    /** Where forks read their processor time. */
    static Finding cpuClock(String source) {
        return source.startsWith("clock_gettime")
                ? Finding.ok("CPU clock", source)
                : Finding.weak("CPU clock", source, "CPU per fetch is coarse: make slices a second long in a suite");
    }
}
