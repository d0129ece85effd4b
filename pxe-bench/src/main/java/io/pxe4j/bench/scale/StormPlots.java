package io.pxe4j.bench.scale;

import io.pxe4j.bench.plot.SvgFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws what the storms were like. */
final class StormPlots {
    /** Okabe and Ito's colours, which the colour-blind tell apart. */
    private static final Color[] COLOURS = {
        new Color(0x000000),
        new Color(0xD55E00),
        new Color(0x0072B2),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9)
    };

    private static final int POINTS = 400;
    private static final float LINE = 2;
    /** XChart cannot draw an empty one. */
    private static final float[] DASHES = {8, 5};

    private final Path folder;
    private final Map<String, StormResult> results;
    private final Map<String, String> titles;

    StormPlots(Path folder, Map<StormCase, StormResult> results) {
        this.folder = folder;
        this.results = new LinkedHashMap<>();
        this.titles = new LinkedHashMap<>();
        results.forEach((which, result) -> {
            this.results.put(which.name(), result);
            this.titles.put(which.name(), which.title());
        });
    }

    void draw() throws IOException {
        completion();
        start();
        faults();
        load();
        servers();
    }

    private void completion() throws IOException {
        XYChart chart = chart("Machines up after a power cut", "seconds after the power is back", "machines up (%)");
        results.forEach((name, result) -> {
            if (name.startsWith("servers-")) {
                curve(chart, titles.getOrDefault(name, name), result.upAt(), result, StormPlots::log2);
            }
        });
        doubling(chart);
        save(chart, "completion");
    }

    private void start() throws IOException {
        XYChart chart = chart(
                "Machines that have loaded iPXE by TFTP", "seconds after the power is back", "machines with iPXE (%)");
        results.forEach((name, result) -> {
            if (name.equals("servers-1")
                    || name.equals("servers-2")
                    || name.equals("servers-4")
                    || name.equals(StormCase.QUEUE)
                    || name.equals(StormCase.LOOPS)) {
                curve(
                        chart,
                        titles.getOrDefault(name, name),
                        result.loadedAt(),
                        result,
                        DoubleUnaryOperator.identity());
            }
        });
        save(chart, "start");
    }

    private void faults() throws IOException {
        XYChart chart = chart(
                "Four servers, and what may happen to them", "seconds after the power is back", "machines up (%)");
        for (String name : List.of("servers-4", StormCase.LOSS, StormCase.DEAD_BUCKETS, StormCase.DEAD_OWN_FIRST)) {
            StormResult result = results.get(name);
            if (result != null) {
                curve(chart, titles.getOrDefault(name, name), result.upAt(), result, DoubleUnaryOperator.identity());
            }
        }
        save(chart, "faults");
    }

    private void load() throws IOException {
        XYChart chart = chart(
                "Load of one server that is alone (default settings)",
                "seconds after the power is back",
                "share in use (%)");
        chart.getStyler().setYAxisMax(110.0);
        StormResult result = results.get("servers-1");
        if (result == null) {
            return;
        }
        List<Double> at = new ArrayList<>();
        List<Double> tftp = new ArrayList<>();
        List<Double> dhcp = new ArrayList<>();
        List<Double> card = new ArrayList<>();
        double most = result.plan().server().gbit() * 1e9 / 8;
        Sample before = new Sample(0, 0, 0, 0, 0, 0, 0, 0, 0);
        double next = 20;
        for (Sample sample : result.samples()) {
            if (sample.seconds() < next) {
                continue;
            }
            double seconds = sample.seconds() - before.seconds();
            at.add(log2(sample.seconds()));
            tftp.add(100
                    * (sample.tftpBusy() - before.tftpBusy())
                    / seconds
                    / result.plan().server().tftpLoops());
            dhcp.add(100 * (sample.dhcpBusy() - before.dhcpBusy()) / seconds);
            card.add(100
                    * (sample.imageOctets() + sample.datagramOctets() - before.imageOctets() - before.datagramOctets())
                    / seconds
                    / most);
            before = sample;
            next = Math.max(sample.seconds() + 2, sample.seconds() * 1.02);
        }
        series(chart, "processor of TFTP", at, tftp);
        series(chart, "processor of DHCP", at, dhcp);
        series(chart, "network card", at, card);
        doubling(chart);
        save(chart, "load");
    }

    private void servers() throws IOException {
        XYChart chart = chart("Time until all machines are up", "servers", "seconds after the power is back");
        chart.getStyler().setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(false);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        List<Double> at = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        List<Double> most = new ArrayList<>();
        List<Double> half = new ArrayList<>();
        List<Double> rule = new ArrayList<>();
        results.forEach((name, result) -> {
            if (name.startsWith("servers-")
                    && result.upAt().length == result.plan().machines()) {
                at.add(log2(result.plan().fleet().servers()));
                all.add(result.upSeconds(1));
                most.add(result.upSeconds(0.99));
                half.add(result.upSeconds(0.5));
                rule.add(SizingRule.of(result.plan()).seconds());
            }
        });
        if (at.isEmpty()) {
            return;
        }
        series(chart, "all machines", at, all).setMarker(SeriesMarkers.CIRCLE);
        series(chart, "99 %", at, most).setMarker(SeriesMarkers.SQUARE);
        series(chart, "half of them", at, half).setMarker(SeriesMarkers.DIAMOND);
        series(chart, "all, by the sizing rule", at, rule)
                .setLineStyle(new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
        doubling(chart);
        save(chart, "servers");
    }

    /**
     * The axis doubles from tick to tick: XChart's own logarithmic axis has ticks for decades, and looks for others forever where some have no
     * label. What is drawn are exponents of 2.
     */
    private static void doubling(XYChart chart) {
        DoubleSummaryStatistics drawn = chart.getSeriesMap().values().stream()
                .flatMapToDouble(series -> Arrays.stream(series.getXData()))
                .summaryStatistics();
        if (drawn.getCount() == 0) {
            return;
        }
        double least = Math.floor(drawn.getMin());
        chart.getStyler().setXAxisMin(least).setXAxisMax(Math.max(least + 1, Math.ceil(drawn.getMax())));
        chart.getStyler().setxAxisTickLabelsFormattingFunction(StormPlots::power);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** What an exponent stands for; the ticks between whole ones differ, too. */
    private static String power(double exponent) {
        return String.format(Locale.ROOT, "%,.0f", Math.pow(2, exponent));
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(520)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        Styler styler = chart.getStyler();
        styler.setSeriesColors(COLOURS);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Vertical);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        chart.getStyler().setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        chart.getStyler().setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        chart.getStyler().setPlotGridLinesColor(new Color(0xDDDDDD));
        chart.getStyler().setXAxisDecimalPattern("#,##0");
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        return chart;
    }

    private static void curve(XYChart chart, String name, long[] times, StormResult result, DoubleUnaryOperator x) {
        if (times.length == 0) {
            return;
        }
        List<Double> at = new ArrayList<>();
        List<Double> share = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            int which = (int) ((long) (times.length - 1) * i / (POINTS - 1));
            at.add(x.applyAsDouble(times[which] / 1e9));
            share.add(100.0 * (which + 1) / result.plan().machines());
        }
        series(chart, name, at, share);
    }

    private static XYSeries series(XYChart chart, String name, List<Double> x, List<Double> y) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(new BasicStroke(LINE));
        return series;
    }

    private void save(XYChart chart, String name) throws IOException {
        if (chart.getSeriesMap().isEmpty()) {
            return;
        }
        SvgFile.write(chart, folder.resolve(name + ".svg"));
    }
}
