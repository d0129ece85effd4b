package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptCommandsTest {
    @TempDir
    Path root;

    private final CommandRun command = new CommandRun();

    private String script(String... lines) throws IOException {
        Path file = root.resolve("boot.ipxe");
        Files.writeString(file, "#!ipxe\n" + String.join("\n", lines) + "\n");
        return file.toString();
    }

    private String out() {
        return command.out().toString();
    }

    private String err() {
        return command.err().toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void printsExactlyWhatTheConsoleShows() throws IOException {
        String file = script(
                "echo -n a  b", "echo ${net0/mac}", "show net0/mac", "dhcp", "kernel http://h/k ro quiet", "boot");
        assertThat(command.run("eval", file, "--set", "net0/mac=52:54:00:00:00:01"))
                .isZero();
        assertThat(out()).isEqualTo("a b52:54:00:00:00:01\nnet0/mac:hex = 52:54:00:00:00:01\n");
        assertThat(err()).isEqualTo("""
                        script:5: dhcp
                        script:6: fetch http://h/k as k
                        script:6: select k with command line: ro quiet
                        script:7: boot k with command line: ro quiet
                        """);
    }

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 7, 7", "exit 256, 1", "exit 513, 1", "iseq a b, 1", "nosuch, 1", "exit 0x10, 16"})
    void endsWithTheScriptsStatus(String line, int status) throws IOException {
        assertThat(command.run("eval", script(line))).isEqualTo(status);
    }

    @Test
    void failsWhatItIsToldTo() throws IOException {
        String file = script("dhcp || echo no dhcp", "chain x || echo no chain", "sleep 2");
        assertThat(command.run("eval", file, "--fail", "dhcp", "--fail", "chain"))
                .isZero();
        assertThat(out()).isEqualTo("no dhcp\nno chain\n");
        assertThat(err()).isEqualTo("script:2: dhcp: failed\nscript:3: fetch x: failed\nscript:4: sleep 2\n");
    }

    @Test
    void resolvesAgainstTheScriptsAddress() throws IOException {
        assertThat(command.run("eval", script("imgfetch x"), "--uri", "http://h/d/a.ipxe"))
                .isZero();
        assertThat(err()).isEqualTo("a.ipxe:2: fetch http://h/d/x as x\n");
    }

    @Test
    void runsOtherBuilds() throws IOException {
        assertThat(command.run("eval", script("params", "echo ${platform}"), "--profile", "debian12"))
                .isEqualTo(1);
        assertThat(err()).isEqualTo("script:2: params: command not found\nthe script failed: Exec format error\n");
    }

    @Test
    void choosesInMenus() throws IOException {
        String file = script("menu T", "item a A", "item b B", "choose x && echo ${x}");
        assertThat(command.run("eval", file, "--choose", "b")).isZero();
        assertThat(out()).isEqualTo("b\n");
        assertThat(err()).isEqualTo("script:5: menu T: chosen b\n");
    }

    @Test
    void tellsWhatHoldsItself() throws IOException {
        String file = script("set x:hex 24:7b:78:3a:73:74:72:69:6e:67:7d", "echo ${x:string}");
        assertThat(command.run("eval", file)).isEqualTo(1);
        assertThat(err()).startsWith("script:3: ${x:string} holds itself");
    }

    @Test
    void keepsControlCharactersFromTheTerminal() throws IOException {
        assertThat(command.run("eval", script("set e:hex 1b:0a", "imgfetch --name a${e:string} http://h/x")))
                .isZero();
        assertThat(err()).isEqualTo("script:3: fetch http://h/x as a\\x1b\\x0a\n");
    }

    @Test
    void formats() throws IOException {
        assertThat(command.run("format", script("  echo   a ||\r", "# c  "))).isZero();
        assertThat(out()).isEqualTo("#!ipxe\necho a ||\n# c\n");
    }

    @Test
    void namesWhatCannotBeUsed() throws IOException {
        String file = script("echo");
        command.assertProblem("--set x cannot be used: give NAME=VALUE", "eval", file, "--set", "x");
    }

    @Test
    void namesSettingsThatCannotBeStored() throws IOException {
        command.assertProblem(
                "--set ip=x cannot be used: give a value of type ipv4", "eval", script("echo"), "--set", "ip=x");
    }

    @Test
    void namesCommandsThatAreNone() throws IOException {
        command.assertProblem("--fail x cannot be used: give a command of iPXE", "eval", script("echo"), "--fail", "x");
    }

    @Test
    void namesProfilesThatAreNone() throws IOException {
        command.assertProblem(
                "--profile x cannot be used: give one of debian12", "eval", script("echo"), "--profile", "x");
    }

    @Test
    void namesChoicesThatAreNone() throws IOException {
        String file = script("menu", "item a", "choose x");
        command.assertProblem(
                "--choose cannot be used: choice: z (expected: one of [a])", "eval", file, "--choose", "z");
    }

    @Test
    void namesFilesThatAreNone() {
        command.assertProblem(
                "is no file that this user may read",
                "format",
                root.resolve("none").toString());
    }

    @Test
    void refusesToFormatWhatIsNoText() throws IOException {
        Path file = root.resolve("odd.ipxe");
        Files.write(file, new byte[] {'#', '!', 'i', 'p', 'x', 'e', '\n', (byte) 0xff, '\n'});
        command.assertProblem("holds bytes that are no UTF-8", "format", file.toString());
    }
}
