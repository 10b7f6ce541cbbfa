package io.fetchbench.coroutine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mirrors CPython's test_streams: the reader, fed by hand. */
class StreamReaderTest {
    private final ArrayDeque<byte[]> arriving = new ArrayDeque<>();

    private StreamReader reader(String... pieces) {
        return reader(StreamReader.DEFAULT_LIMIT, pieces);
    }

    private StreamReader reader(int limit, String... pieces) {
        for (String piece : pieces) {
            arriving.add(piece.getBytes(US_ASCII));
        }
        return new StreamReader(this::read, limit);
    }

    private int read(ByteBuffer into) {
        byte[] next = arriving.poll();
        if (next == null) {
            return -1;
        }
        int taken = Math.min(next.length, into.remaining());
        into.put(next, 0, taken);
        if (taken < next.length) {
            arriving.addFirst(java.util.Arrays.copyOfRange(next, taken, next.length));
        }
        return taken;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, US_ASCII);
    }

    @Test
    void readLineWithItsNewline() throws Exception {
        StreamReader reader = reader("chunk1 ", "chunk2 ", "\n chunk4");
        assertThat(text(reader.readLine())).isEqualTo("chunk1 chunk2 \n");
        assertThat(text(reader.readLine())).isEqualTo(" chunk4");
    }

    @Test
    void readLineMultiLinesInOnePiece() throws Exception {
        StreamReader reader = reader("a\nb\n\nc\n");
        assertThat(List.of(text(reader.readLine()), text(reader.readLine()), text(reader.readLine()),
                text(reader.readLine()))).containsExactly("a\n", "b\n", "\n", "c\n");
        assertThat(reader.readLine()).isEmpty();
    }

    @Test
    void readLineEof() throws Exception {
        StreamReader reader = reader("some data");
        assertThat(text(reader.readLine())).isEqualTo("some data");
        assertThat(reader.readLine()).isEmpty();
        assertThat(reader.atEof()).isTrue();
    }

    @Test
    void readLineEmptyEof() throws Exception {
        assertThat(reader().readLine()).isEmpty();
    }

    @Test
    void readLineOfTheLimitIsFineAndLongerIsAnError() throws Exception {
        assertThat(text(reader(3, "abc\n").readLine())).isEqualTo("abc\n");
        assertThatExceptionOfType(LimitOverrunException.class).isThrownBy(() -> reader(3, "abcd\n").readLine())
                .withMessageContaining("within 3 bytes");
    }

    @Test
    void readLineWithoutANewlineBeyondTheLimitIsAnErrorBeforeTheEnd() {
        arriving.clear();
        StreamReader reader = reader(3, "ab", "cd", "never read");
        assertThatExceptionOfType(LimitOverrunException.class).isThrownBy(reader::readLine);
        assertThat(arriving).hasSize(1);
    }

    @Test
    void readLineAfterALimitErrorTheBytesAreStillThere() throws Exception {
        StreamReader reader = reader(3, "abcdef\n");
        assertThatExceptionOfType(LimitOverrunException.class).isThrownBy(reader::readLine);
        assertThat(text(reader.readExactly(7))).isEqualTo("abcdef\n");
    }

    @Test
    void readUntilSeparator() throws Exception {
        assertThat(text(reader("AA", "BB", "CC").readUntil("BB".getBytes(US_ASCII)))).isEqualTo("AABB");
    }

    @Test
    void readUntilMultiChunkSeparatorSplitOverPieces() throws Exception {
        StreamReader reader = reader("header\r", "\n\r", "\nbody");
        assertThat(text(reader.readUntil("\r\n\r\n".getBytes(US_ASCII)))).isEqualTo("header\r\n\r\n");
        assertThat(text(reader.readAll())).isEqualTo("body");
    }

    @Test
    void readUntilEofGivesThePartialData() {
        StreamReader reader = reader("some dataAA");
        assertThatExceptionOfType(IncompleteReadException.class)
                .isThrownBy(() -> reader.readUntil("AAA".getBytes(US_ASCII)))
                .satisfies(e -> assertThat(text(e.partial())).isEqualTo("some dataAA"));
        assertThat(reader.atEof()).isTrue();
    }

    @Test
    void readUntilEmptySeparatorIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> reader("x").readUntil(new byte[0]));
    }

    @Test
    void readExactly() throws Exception {
        StreamReader reader = reader("abc", "de", "fgh");
        assertThat(text(reader.readExactly(6))).isEqualTo("abcdef");
        assertThat(text(reader.readExactly(2))).isEqualTo("gh");
    }

    @Test
    void readExactlyZeroAndLess() throws Exception {
        StreamReader reader = reader("abc");
        assertThat(reader.readExactly(0)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> reader.readExactly(-1));
    }

    @Test
    void readExactlyEofGivesThePartialData() {
        StreamReader reader = reader("abc");
        assertThatExceptionOfType(IncompleteReadException.class).isThrownBy(() -> reader.readExactly(5))
                .withMessageContaining("expected 5 bytes")
                .satisfies(e -> assertThat(text(e.partial())).isEqualTo("abc"));
    }

    @Test
    void readGivesWhatIsThereUpToTheMost() throws Exception {
        StreamReader reader = reader("abcdef", "gh");
        assertThat(text(reader.read(4))).isEqualTo("abcd");
        assertThat(text(reader.read(4))).isEqualTo("ef");
        assertThat(text(reader.read(100))).isEqualTo("gh");
        assertThat(reader.read(1)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read(0));
    }

    @Test
    void readAllToTheEnd() throws Exception {
        StreamReader reader = reader("abc", "def", "g");
        reader.read(1);
        assertThat(text(reader.readAll())).isEqualTo("bcdefg");
        assertThat(reader.readAll()).isEmpty();
    }

    @Test
    void readAllOfFarMoreThanTheBuffer() throws Exception {
        String piece = "0123456789".repeat(10_000);
        assertThat(text(reader(piece, piece).readAll())).isEqualTo(piece + piece);
    }

    @Test
    void linesOfFarMoreThanTheBuffer() throws Exception {
        StreamReader reader = reader("one line\n".repeat(5_000));
        for (int i = 0; i < 5_000; i++) {
            assertThat(text(reader.readLine())).isEqualTo("one line\n");
        }
        assertThat(reader.readLine()).isEmpty();
    }

    @Test
    void atEofOnlyWhenEverythingWasRead() throws Exception {
        StreamReader reader = reader("abc");
        assertThat(reader.atEof()).isFalse();
        reader.readExactly(3);
        assertThat(reader.atEof()).isFalse();
        reader.readLine();
        assertThat(reader.atEof()).isTrue();
    }

    @Test
    void exceptionOfTheConnectionComesOut() {
        StreamReader reader = new StreamReader(_ -> {
            throw new IOException("reset");
        }, 10);
        assertThatExceptionOfType(IOException.class).isThrownBy(reader::readLine).withMessage("reset");
        assertThatExceptionOfType(IOException.class).isThrownBy(reader::readAll).withMessage("reset");
    }
}
