package io.pxe4j.bench.report;

import io.pxe4j.bench.plot.SvgFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over numbers, drawn to an SVG file.
 *
 * <pre>{@code
 * LinePlot.titled("Throughput over clients").x("clients", Scale.LOG).y("MB/s", Scale.LINEAR)
 *         .series("pxe4j", List.of(1.0, 16.0), List.of(50.0, 190.0))
 *         .write(Path.of("throughput.svg"));
 * }</pre>
 */
public final class LinePlot {
    /** How an axis grows. */
    public enum Scale {
        /** By equal amounts, from 0. */
        LINEAR,
        /** By equal factors; all values are above 0. */
        LOG
    }

    private record Series(String name, List<Double> x, List<Double> y) {}

    private final String title;
    private final List<Series> series = new ArrayList<>();
    private String xTitle = "";
    private String yTitle = "";
    private Scale xScale = Scale.LINEAR;
    private Scale yScale = Scale.LINEAR;
    private boolean markers = true;

    private LinePlot(String title) {
        this.title = title;
    }

    /** Begins a plot. */
    public static LinePlot titled(String title) {
        return new LinePlot(title);
    }

    /** What lies on the axis to the right, with its unit. */
    public LinePlot x(String title, Scale scale) {
        xTitle = title;
        xScale = scale;
        return this;
    }

    /** What lies on the axis upwards, with its unit. */
    public LinePlot y(String title, Scale scale) {
        yTitle = title;
        yScale = scale;
        return this;
    }

    /** Draws lines alone, for those of many points. */
    public LinePlot withoutMarkers() {
        markers = false;
        return this;
    }

    /**
     * Adds a line.
     *
     * @param x rising
     * @param y as many as {@code x}
     */
    public LinePlot series(String name, List<Double> x, List<Double> y) {
        if (x.isEmpty() || x.size() != y.size()) {
            throw new IllegalArgumentException(
                    name + ": " + x.size() + " and " + y.size() + " values (expected: as many of both, 1 or more)");
        }
        check(name, x, xScale);
        check(name, y, yScale);
        series.add(new Series(name, List.copyOf(x), List.copyOf(y)));
        return this;
    }

    private static void check(String name, List<Double> values, Scale scale) {
        for (double value : values) {
            if (scale == Scale.LOG && value <= 0) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: above 0, on a logarithmic axis)");
            }
        }
    }

    /** Whether there is anything to draw. */
    public boolean isEmpty() {
        return series.isEmpty();
    }

    /** Only powers of ten have labels: an axis from one to another has two at least. */
    private static double decade(DoubleStream values, boolean above) {
        DoubleStream powers = values.map(Math::log10);
        return above
                ? Math.pow(10, Math.ceil(powers.max().orElse(1) - 1e-9))
                : Math.pow(10, Math.floor(powers.min().orElse(0) + 1e-9));
    }

    private DoubleStream xs() {
        return series.stream().flatMap(line -> line.x().stream()).mapToDouble(Double::doubleValue);
    }

    private DoubleStream ys() {
        return series.stream().flatMap(line -> line.y().stream()).mapToDouble(Double::doubleValue);
    }

    /** Draws it. */
    public void write(Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(PlotStyle.WIDTH)
                .height(PlotStyle.HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        PlotStyle.apply(chart, chart.getStyler());
        chart.getStyler().setXAxisLogarithmic(xScale == Scale.LOG);
        chart.getStyler().setYAxisLogarithmic(yScale == Scale.LOG);
        if (xScale == Scale.LOG) {
            chart.getStyler().setXAxisMin(decade(xs(), false)).setXAxisMax(decade(xs(), true));
        } else {
            chart.getStyler().setXAxisMin(0.0);
        }
        chart.getStyler().setXAxisDecimalPattern("#,##0.###");
        chart.getStyler().setYAxisDecimalPattern("#,##0.###");
        if (yScale == Scale.LOG) {
            chart.getStyler().setYAxisMin(decade(ys(), false)).setYAxisMax(decade(ys(), true));
        } else {
            chart.getStyler().setYAxisMin(0.0);
        }
        List<Color> colours =
                PlotStyle.colours(series.stream().map(Series::name).toList());
        for (int i = 0; i < series.size(); i++) {
            Series line = series.get(i);
            XYSeries drawn = chart.addSeries(line.name(), line.x(), line.y());
            drawn.setLineColor(colours.get(i));
            drawn.setMarkerColor(colours.get(i));
            drawn.setMarker(markers ? PlotStyle.marker(i) : SeriesMarkers.NONE);
            drawn.setLineStyle(PlotStyle.line());
        }
        SvgFile.write(chart, file);
    }
}
