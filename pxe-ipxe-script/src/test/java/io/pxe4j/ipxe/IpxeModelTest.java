package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle of the other tests does what a real iPXE was seen to do. */
class IpxeModelTest {
    private static final String TRUE = "iseq a a";
    private static final String FALSE = "iseq a b";

    /** Truth tables that were taken from an iPXE. */
    @ParameterizedTest
    @CsvSource({
        "F || A && B, AB",
        "F && A || B, B",
        "T || A && B, B",
        "F && A || T && B || C, B",
        "T && A || B, A",
        "F ; A, A",
        "|| A, ''",
        "&& A, A",
        "; A, A",
        "F ||, ''",
        "F || # why, ''"
    })
    void runsOperatorsFromLeftToRight(String line, String said) {
        IpxeModel ipxe = new IpxeModel();
        ipxe.run("#!ipxe\n"
                + line.replaceAll("\\b([ABC])\\b", "echo $1").replace("T", TRUE).replace("F", FALSE));
        assertThat(String.join("", ipxe.console)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '@',
            value = {
                "echo \"a   b\"~\"a b\"",
                "echo ${}#x ${}; ${}|| ${}&&~#x ; || &&",
                "echo a#b a||b x&&y a;b ;;~a#b a||b x&&y a;b ;;",
                "echo -- -n~-n",
                "echo - ~usage: echo",
                "echo \\EFI\\x\\${}~\\EFI\\x\\",
                "echo ${unterminated ${}x a}b~${unterminated x a}b",
                "set x abc && echo $${}{x}~abc",
                "set x:hex 24:7b:79:7d && set y why && echo ${x:string}~why",
                "echo a # b~a",
                "set n -x && echo ${n}~usage: echo",
                "nosuch || echo failed~command not found: nosuch,failed"
            })
    void saysWhatAnIpxeSays(String line, String said) {
        IpxeModel ipxe = new IpxeModel();
        ipxe.run("#!ipxe\n" + line);
        assertThat(String.join(",", ipxe.console)).isEqualTo(said);
    }

    @Test
    void continuesLinesAndEndsScriptsAsAnIpxeDoes() {
        IpxeModel ipxe = new IpxeModel();
        int status = ipxe.run("#!ipxe\nec\\\nho one\r\necho two \\\r\n  three\n:l echo four\niseq a b\necho five");
        assertThat(ipxe.console).containsExactly("one", "two three", "four");
        assertThat(status).isNotZero();
    }
}
