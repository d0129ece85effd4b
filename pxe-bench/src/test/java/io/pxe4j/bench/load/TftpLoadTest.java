package io.pxe4j.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TftpLoadTest {
    /** The CRC-32 of {@code 123456789}, as every table of CRCs has it. */
    private static final String CRC = "cbf43926";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(int port, String... options) {
        CommandLine command =
                TftpLoad.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] arguments = new String[options.length + 5];
        arguments[0] = InetAddress.getLoopbackAddress().getHostAddress();
        arguments[1] = Integer.toString(port);
        arguments[2] = "f";
        arguments[3] = "--rehearsal";
        arguments[4] = "0";
        System.arraycopy(options, 0, arguments, 5, options.length);
        return command.execute(arguments);
    }

    private static YardstickServer server() throws Exception {
        assumeTrue(YardstickServer.isAvailable(), "needs epoll and UDP_SEGMENT (Linux 4.18 or later)");
        return YardstickServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new byte[] {'1', '2', '3', '4', '5', '6', '7', '8', '9'});
    }

    @Test
    void printsOneLineOfJson() throws Exception {
        try (YardstickServer server = server()) {
            int code = run(
                    server.address().getPort(),
                    "--clients",
                    "2",
                    "--transfers",
                    "5",
                    "--window",
                    "4",
                    "--no-tsize",
                    "--crc32",
                    CRC,
                    "--json");

            assertThat(code).isZero();
            assertThat(out.toString().lines()).hasSize(1);
            LoadResult result = LoadResult.fromJson(out.toString());
            assertThat(result.ok()).isEqualTo(5);
            assertThat(result.octets()).isEqualTo(45);
            assertThat(LoadResult.fromJson(result.toJson())).isEqualTo(result);
        }
    }

    @Test
    void tellsOfWrongContentByTextAndExitCode() throws Exception {
        try (YardstickServer server = server()) {
            assertThat(run(server.address().getPort(), "--crc32", CRC, "--slow-crc"))
                    .isZero();
            int code = run(server.address().getPort(), "--crc32", "1", "--slow-crc");

            assertThat(code).isEqualTo(1);
            assertThat(out.toString()).contains("1 transfers in ", "0 failed, 0 unfinished, 1 corrupt");
        }
    }

    @Test
    void saysWhatIsWrongWithAnArgument() {
        assertThat(run(69, "--clients", "0")).isEqualTo(2);
        assertThat(err.toString()).startsWith("clients: 0 (expected: 1..100000)");
        assertThat(run(69, "--crc32", "xyz")).isEqualTo(2);
        assertThat(err.toString()).contains("--crc32 xyz cannot be used: give hexadecimal digits");
    }

    @Test
    void aLoadThatUsedMoreThanTheServerIsTheLimit() throws Exception {
        try (YardstickServer server = server()) {
            run(server.address().getPort(), "--json");
            LoadResult result = LoadResult.fromJson(out.toString());

            assertThat(result.limitedByLoad(result.loadCpuSeconds() - 1e-9)).isTrue();
            assertThat(result.limitedByLoad(result.loadCpuSeconds() + 1e-9)).isFalse();
            assertThat(result.cpuSecondsPerGibibyte(9)).isEqualTo((double) (1 << 30));
        }
    }
}
