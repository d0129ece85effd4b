package io.pxe4j.bench.plot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** Writes a chart as SVG: small, and the same octets for the same chart. */
public final class SvgFile {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d{2,}(?:E-?\\d+)?");
    private static final Pattern CLIP = Pattern.compile("clip-?\\d+");

    private SvgFile() {}

    /** Writes it, with the folders above it. */
    public static void write(Chart<?, ?> chart, Path file) throws IOException {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, drawn, VectorGraphicsFormat.SVG);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, tidy(drawn.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    /** Coordinates to a tenth of a pixel, and names of clips by their order: they are hash codes. */
    static String tidy(String svg) {
        String rounded = NUMBER.matcher(svg)
                .replaceAll(number -> new BigDecimal(number.group())
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString());
        Map<String, String> clips = new LinkedHashMap<>();
        String named = CLIP.matcher(rounded)
                .replaceAll(clip -> Matcher.quoteReplacement(
                        clips.computeIfAbsent(clip.group(), any -> "clip" + (clips.size() + 1))));
        return named.replaceAll("\\s*\r?\n\\s*", "\n").strip() + "\n";
    }
}
