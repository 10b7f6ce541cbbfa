package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.http1.Reading.End;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Our parser and Netty's decoder read the same bytes, cut at random places. */
@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class DifferentialTest {
    /** Our reasons where Netty may read on. Nothing about lengths: what a number says, nobody reads differently. */
    private static final List<Pattern> WE_ALONE_REFUSE = Stream.of(
            "status line: expected HTTP/1.0 or HTTP/1.1, a space and a status code",
            "status line: expected a space after a status code of 3 digits",
            "field line: expected no obsolete line folding",
            "field line: expected no whitespace before the colon",
            "(response header|trailers|chunk-size line): .*got a bare CR",
            "(response header|trailers|chunk-size line): .*got a bare LF",
            "(response header|trailers|chunk-size line): expected no control characters",
            "Transfer-Encoding: expected a single chunked",
            "(field lines|response header|trailers|chunk extensions|chunk-size line|response body): expected at most")
            .map(Pattern::compile).toList();

    /** What Netty says where it alone refuses. */
    private static final List<String> NETTY_ALONE_REFUSES = List.of(
            // Framing fields of a response that has no body whatever they say; RFC 9112, section 6.3, rule 1.
            "Content-Length value is not a number",
            // Equal lengths in different digits; section 6.3, rule 5, lets a recipient take them for one.
            "Multiple Content-Length values found",
            // What no recipient has to understand; section 7.1.1.
            "InvalidChunkExtensionException",
            // The same where it has an octet beyond ASCII; a defect of Netty.
            "bitIndex < 0",
            // HTTP/1.2 and later, which are to be read as 1.1; RFC 9110, section 2.5.
            "TransferEncodingNotAllowedException");

    @Property(tries = 1_000)
    void bothReadWhatWasMeant(@ForAll("wellFormed") Responses.WellFormed response, @ForAll("cuts") List<Double> cuts) {
        int[] at = Responses.cuts(cuts, response.bytes().length);
        for (Memory memory : Memory.values()) {
            assertThat(Reading.byParser(response.bytes(), memory, at)).isEqualTo(response.meaning());
        }
        assertThat(NettyReader.read(response.bytes(), at)).isEqualTo(response.meaning());
    }

    @Property(tries = 10_000)
    void neitherReadsADamagedOneDifferently(@ForAll("damaged") Responses.Damaged damaged,
            @ForAll("cuts") List<Double> cuts) {
        byte[] bytes = damaged.bytes();
        Reading ours = Reading.byParser(bytes, Memory.HEAP, Responses.cuts(cuts, bytes.length));
        Reading netty = NettyReader.read(bytes);
        if (ours.end() == End.REFUSED) {
            assertThat(netty.end() != End.COMPLETE || weAloneRefuse(ours.reason()))
                    .as("%s; Netty: %s", ours, netty).isTrue();
        } else if (netty.end() == End.REFUSED) {
            assertThat(NETTY_ALONE_REFUSES).as("%s; Netty: %s", ours, netty).anyMatch(netty.reason()::contains);
        } else {
            assertThat(ours).isEqualTo(netty);
        }
        Statistics.label("ours").collect(ours.end())
                .coverage(seen -> Stream.of(End.values()).forEach(end -> seen.check(end).percentage(p -> p > 5)));
    }

    @Property(tries = 3_000)
    void cutsChangeNothing(@ForAll("damaged") Responses.Damaged damaged, @ForAll("cuts") List<Double> cuts) {
        byte[] bytes = damaged.bytes();
        Reading whole = Reading.byParser(bytes, Memory.HEAP);
        for (Memory memory : Memory.values()) {
            assertThat(Reading.byParser(bytes, memory, Responses.cuts(cuts, bytes.length))).isEqualTo(whole);
        }
    }

    /** The list above is no longer than need be: Netty reads an attack of each kind to its end, and of no other. */
    @Example
    void nettyReadsWhatWeAloneRefuse() {
        Set<String> reasons = Attack.all().map(attack -> Feed.bytes(attack.text()))
                .filter(bytes -> NettyReader.read(bytes).end() == End.COMPLETE)
                .map(bytes -> Reading.byParser(bytes, Memory.HEAP).reason()).collect(Collectors.toSet());
        assertThat(reasons).allMatch(DifferentialTest::weAloneRefuse);
        assertThat(WE_ALONE_REFUSE).allSatisfy(
                kind -> assertThat(reasons).as(kind.pattern()).anyMatch(reason -> kind.matcher(reason).lookingAt()));
    }

    private static boolean weAloneRefuse(String reason) {
        return WE_ALONE_REFUSE.stream().anyMatch(kind -> kind.matcher(reason).lookingAt());
    }

    @Provide
    Arbitrary<Responses.WellFormed> wellFormed() {
        return Responses.wellFormed();
    }

    @Provide
    Arbitrary<Responses.Damaged> damaged() {
        return Responses.damaged();
    }

    @Provide
    Arbitrary<List<Double>> cuts() {
        return Responses.cuts();
    }
}
