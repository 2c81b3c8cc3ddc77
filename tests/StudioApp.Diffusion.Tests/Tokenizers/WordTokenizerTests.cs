using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Tokenizers;

public sealed class WordTokenizerTests
{
    private static readonly WordTokenizer Small = new(new Dictionary<string, long> { ["a"] = 1, ["fox"] = 2, ["night"] = 3 }, length: 4, padding: 0);

    [Theory]
    [InlineData("a fox", 1, 2, 0, 0)]
    [InlineData("A FoX", 1, 2, 0, 0)]
    [InlineData("a,fox!at-night", 1, 2, 3, 0)]
    [InlineData("  a \t\n fox  ", 1, 2, 0, 0)]
    [InlineData("a purple fox", 1, 2, 0, 0)]
    [InlineData("foxes", 0, 0, 0, 0)]
    [InlineData("fox fox fox fox night", 2, 2, 2, 2)]
    [InlineData("", 0, 0, 0, 0)]
    [InlineData("狐狸 fox 夜", 2, 0, 0, 0)]
    [InlineData("fox\u0301 fox", 2, 0, 0, 0)] // an accent makes it another word
    [InlineData("\ud83e fox", 2, 0, 0, 0)] // half a surrogate pair
    public void Encode_AnyText_TakesKnownWordsInOrder(string prompt, params int[] expected)
    {
        Assert.Equal(expected.Select(id => (long)id), Encode(Small, prompt));
    }

    [Fact]
    public void Encode_DirtyBuffer_PadsWhatIsLeft()
    {
        long[] ids = [9, 9, 9, 9];
        Small.Encode("fox", ids);
        Assert.Equal([2, 0, 0, 0], ids);
    }

    [Fact]
    public void Encode_WordLongerThanAnyKnown_IsSkipped()
    {
        Assert.Equal([2, 0, 0, 0], Encode(Small, new string('x', 100_000) + " fox"));
    }

    [Fact]
    public void Encode_TheGoldenPrompt_GivesTheGoldenIds()
    {
        var golden = Golden.Read();
        var tokenizer = WordTokenizerFiles.Read(Repository.Lantern).Tokenizer;
        Assert.Equal(golden.InputIds, Encode(tokenizer, golden.Prompt));
        Assert.Equal(golden.NegativeIds, Encode(tokenizer, ""));
    }

    private static long[] Encode(WordTokenizer tokenizer, string prompt)
    {
        var ids = new long[tokenizer.Length];
        tokenizer.Encode(prompt, ids);
        return ids;
    }
}
