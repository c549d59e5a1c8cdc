// The same documents and queries in Lucene 8, merged into one segment: CJK bigrams with positions, documents sorted newest first.
//
//   java LuceneBench build FOLDER
//   java LuceneBench ask FOLDER
import java.io.*;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.tokenattributes.*;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.*;

public class LuceneBench {
    static final Analyzer ANALYZER = new CJKAnalyzer(CharArraySet.EMPTY_SET);
    static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    static final String[] FACETS = {"category", "unit", "year", "validity"};

    static Document documentOf(String line) {
        String[] f = line.split("\t", -1);
        Document d = new Document();
        d.add(new NumericDocValuesField("id", Long.parseLong(f[0])));
        d.add(new TextField("title", f[1], Field.Store.NO));
        d.add(new TextField("text", f[1], Field.Store.NO));
        d.add(new TextField("text", f[8], Field.Store.NO));
        long day = Long.parseLong(f[3].replace("-", ""));
        d.add(new NumericDocValuesField("day", day));
        for (int i = 0; i < FACETS.length; i++)
            d.add(new NumericDocValuesField(FACETS[i], Long.parseLong(f[4 + i])));
        d.add(new StringField("category", f[4], Field.Store.NO));
        int year = Integer.parseInt(f[6]);
        d.add(new IntPoint("years", year));
        d.add(new SortedNumericDocValuesField("years", year));
        return d;
    }

    static void build(Path folder) throws Exception {
        Path at = folder.resolve("lucene");
        if (Files.exists(at))
            for (File file : at.toFile().listFiles())
                file.delete();
        IndexWriterConfig config = new IndexWriterConfig(ANALYZER);
        config.setRAMBufferSizeMB(512);
        config.setIndexSort(new Sort(new SortField("day", SortField.Type.LONG, true)));
        long start = System.nanoTime();
        int count = 0;
        try (Directory directory = FSDirectory.open(at); IndexWriter writer = new IndexWriter(directory, config)) {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            BlockingQueue<String> lines = new ArrayBlockingQueue<>(2000);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 2; i++)
                done.add(pool.submit(() -> {
                    for (String line; !(line = lines.take()).isEmpty();)
                        writer.addDocument(documentOf(line));
                    return null;
                }));
            try (BufferedReader in = Files.newBufferedReader(folder.resolve("documents.tsv"), StandardCharsets.UTF_8)) {
                for (String line; (line = in.readLine()) != null; count++)
                    lines.put(line);
            }
            for (int i = 0; i < 2; i++)
                lines.put("");
            for (Future<?> one : done)
                one.get();
            pool.shutdown();
            System.out.printf("lucene: %d documents added in %.1f s%n", count, (System.nanoTime() - start) / 1e9);
            writer.forceMerge(1);
            writer.commit();
        }
        long bytes = 0;
        for (File file : at.toFile().listFiles())
            bytes += file.length();
        System.out.printf("lucene: merged after %.1f s, %.0f MB without texts%n", (System.nanoTime() - start) / 1e9, bytes / 1e6);
    }

    // A word: its terms side by side.
    static Query wordQuery(String field, String word) throws IOException {
        List<Term> terms = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        try (TokenStream stream = ANALYZER.tokenStream(field, word)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            for (int position = -1; stream.incrementToken();) {
                position += step.getPositionIncrement();
                terms.add(new Term(field, term.toString()));
                positions.add(position);
            }
            stream.end();
        }
        if (terms.size() == 1)
            return new TermQuery(terms.get(0));
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        for (int i = 0; i < terms.size(); i++)
            phrase.add(terms.get(i), positions.get(i));
        return phrase.build();
    }

    static class Asked {
        String kind;
        Query query;
        boolean newest, facets;
    }

    // Parts of a word that a sign parts from each other are words of their own, as with us.
    static Asked askedOf(String line) throws IOException {
        String[] f = line.split("\t");
        Asked asked = new Asked();
        asked.kind = f[0];
        asked.newest = f[2].equals("newest");
        asked.facets = !f[6].equals("-");
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : f[1].split(" ")) {
            String field = "text";
            if (word.startsWith("title:")) {
                field = "title";
                word = word.substring(6);
            }
            for (String part : word.split("[《》（）　]+"))
                if (!part.isEmpty())
                    all.add(wordQuery(field, part), BooleanClause.Occur.MUST);
        }
        if (!f[3].equals("-"))
            all.add(new TermQuery(new Term("category", f[3])), BooleanClause.Occur.FILTER);
        if (!f[4].equals("-")) {
            int from = Integer.parseInt(f[4]), to = Integer.parseInt(f[5]);
            all.add(new IndexOrDocValuesQuery(IntPoint.newRangeQuery("years", from, to),
                                              SortedNumericDocValuesField.newSlowRangeQuery("years", from, to)),
                    BooleanClause.Occur.FILTER);
        }
        BooleanQuery query = all.build();
        asked.query = query.clauses().size() == 1 ? query.clauses().get(0).getQuery() : query;
        return asked;
    }

    static class FacetCounter extends SimpleCollector {
        final long[][] counts = {new long[32], new long[4096], new long[2048], new long[8]};
        final NumericDocValues[] values = new NumericDocValues[FACETS.length];

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            for (int i = 0; i < FACETS.length; i++)
                values[i] = context.reader().getNumericDocValues(FACETS[i]);
        }

        @Override
        public void collect(int document) throws IOException {
            for (int i = 0; i < FACETS.length; i++)
                if (values[i].advanceExact(document))
                    counts[i][(int) values[i].longValue()]++;
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }

    static long ask(IndexSearcher searcher, Asked asked, boolean exact) throws IOException {
        int threshold = exact ? Integer.MAX_VALUE : 10;
        TopDocsCollector<?> top = asked.newest
            ? TopFieldCollector.create(new Sort(new SortField("day", SortField.Type.LONG, true)), 10, threshold)
            : TopScoreDocCollector.create(10, threshold);
        FacetCounter facets = asked.facets ? new FacetCounter() : null;
        searcher.search(asked.query, facets == null ? top : MultiCollector.wrap(top, facets));
        TopDocs found = top.topDocs();
        NumericDocValues ids = searcher.getIndexReader().leaves().get(0).reader().getNumericDocValues("id");
        int[] documents = Arrays.stream(found.scoreDocs).mapToInt(d -> d.doc).sorted().toArray();
        long sum = 0;
        for (int document : documents)
            if (ids.advanceExact(document))
                sum += ids.longValue();
        return sum < 0 ? -1 : found.totalHits.value;
    }

    static void askAll(Path folder) throws Exception {
        List<Asked> queries = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("queries.tsv"), StandardCharsets.UTF_8))
            queries.add(askedOf(line));
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder.resolve("lucene")))) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);  // ours keeps no answers either
            for (String mode : new String[] {"exact", "unwanted"}) {
                boolean exact = mode.equals("exact");
                double[][] ms = new double[queries.size()][3], processorMs = new double[queries.size()][3];
                long[] totals = new long[queries.size()];
                for (int pass = -3; pass < 3; pass++)  // three to warm up the compiler, of three the middle
                    for (int i = 0; i < queries.size(); i++) {
                        long start = System.nanoTime(), processorStart = THREADS.getCurrentThreadCpuTime();
                        totals[i] = ask(searcher, queries.get(i), exact);
                        if (pass < 0)
                            continue;
                        processorMs[i][pass] = (THREADS.getCurrentThreadCpuTime() - processorStart) / 1e6;
                        ms[i][pass] = (System.nanoTime() - start) / 1e6;
                    }
                StringBuilder out = new StringBuilder();
                for (int i = 0; i < queries.size(); i++) {
                    Arrays.sort(ms[i]);
                    Arrays.sort(processorMs[i]);
                    out.append(String.format("%s\t%.4f\t%.4f\t%d%n", queries.get(i).kind, ms[i][1], processorMs[i][1], totals[i]));
                }
                AtomicInteger next = new AtomicInteger();
                long start = System.nanoTime();
                Thread[] threads = new Thread[2];
                for (int i = 0; i < 2; i++) {
                    threads[i] = new Thread(() -> {
                        try {
                            for (int at; (at = next.getAndIncrement()) < queries.size();)
                                ask(searcher, queries.get(at), exact);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                    threads[i].start();
                }
                for (Thread thread : threads)
                    thread.join();
                out.append(String.format("queries a second\t%.0f\t0\t0%n", queries.size() / ((System.nanoTime() - start) / 1e9)));
                Files.writeString(folder.resolve("lucene-" + mode + ".tsv"), out.toString());
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Paths.get(arguments[1]);
        if (arguments[0].equals("build"))
            build(folder);
        else
            askAll(folder);
    }
}
