package io.pxe4j.bench;

import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.syntax.ScriptSource;
import io.pxe4j.ipxe.syntax.SourceCommand;
import io.pxe4j.ipxe.syntax.SourceLine;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;

/** Reading a script of 100,000 bytes, which is one operation: 1,000,000 ns an operation are 100 MB a second. */
public class IpxeParseBenchmark extends AbstractBenchmark {
    private static final int SIZE = 100_000;

    private final byte[] script = script();
    private final String text = new String(script, StandardCharsets.US_ASCII);

    /** Into lines; words are cut when somebody asks for them. */
    @Benchmark
    public ScriptSource lines() {
        return ScriptSource.parse(script);
    }

    /** Into lines, commands and words, all of them. */
    @Benchmark
    public int words() {
        int words = 0;
        for (SourceLine line : ScriptSource.parse(script).lines()) {
            for (SourceCommand command : line.commands()) {
                words += command.words().size();
            }
        }
        return words;
    }

    /** Into the statements that a builder goes on from. */
    @Benchmark
    public IpxeScript model() {
        return IpxeScript.parse(text);
    }

    /** What a menu is made of, over and over. */
    private static byte[] script() {
        StringBuilder text = new StringBuilder("#!ipxe\n");
        for (int i = 0; text.length() < SIZE; i++) {
            text.append("# entry ").append(i).append('\n');
            text.append(":entry").append(i).append('\n');
            text.append("item --key ")
                    .append((char) ('a' + i % 26))
                    .append(" entry")
                    .append(i);
            text.append(" Start the system of that number\n");
            text.append("isset ${net0/mac} && set mac ${net0/mac:hexhyp} || goto failed\n");
            text.append("kernel http://192.0.2.1/").append(i).append("/vmlinuz initrd=initrd.img \\\n  quiet ip=dhcp");
            text.append(" || goto failed\n");
            text.append("initrd http://192.0.2.1/")
                    .append(i)
                    .append("/initrd.img || goto failed\nboot || goto failed\n");
        }
        return text.substring(0, SIZE).getBytes(StandardCharsets.US_ASCII);
    }
}
