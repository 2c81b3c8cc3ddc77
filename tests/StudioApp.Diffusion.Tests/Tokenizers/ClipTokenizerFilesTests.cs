using System.Text.Json;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Tokenizers;

public sealed class ClipTokenizerFilesTests : IDisposable
{
    private readonly ModelCopy _files = new(Path.Combine(Vectors.Own, "clip"));

    // what Stable Diffusion 2 and XL's second encoder are padded with
    [Theory]
    [InlineData("""{ "pad_token": "!" }""", 0)]
    [InlineData("""{ "pad_token": { "content": "!", "lstrip": false } }""", 0)]
    [InlineData("""{ "pad_token": "<|endoftext|>" }""", 49407)]
    [InlineData("{}", 49407)]
    public void Read_PadToken_IsTheFoldersOwn(string config, int id)
    {
        _files.Write(ClipTokenizerFiles.ConfigName, config);
        Assert.Equal(id, ClipTokenizerFiles.Read(_files.Path, "").Padding);
    }

    // Stable Diffusion 2.1 says <|endoftext|> in the one and ! in the other
    [Theory]
    [InlineData("""{ "pad_token": "<|endoftext|>" }""", """{ "pad_token": "!" }""", 0)]
    [InlineData("""{ "pad_token": "<|endoftext|>" }""", """{ "pad_token": { "content": "!" } }""", 0)]
    [InlineData("""{ "pad_token": "!" }""", "{}", 0)]
    [InlineData("""{ "pad_token": "<|endoftext|>", "added_tokens_decoder": {} }""", """{ "pad_token": "!" }""", 49407)]
    [InlineData(null, """{ "pad_token": "!" }""", 0)]
    public void Read_PadTokenInTwoFiles_IsTheOneThatTheReferenceTakes(string? config, string special, int id)
    {
        if (config is not null)
            _files.Write(ClipTokenizerFiles.ConfigName, config);
        _files.Write(ClipTokenizerFiles.SpecialName, special);
        Assert.Equal(id, ClipTokenizerFiles.Read(_files.Path, "").Padding);
    }

    [Fact]
    public void Encode_ThePadTokenInAPrompt_IsItself()
    {
        Assert.Equal([3240, 748, 256], ClipTokenizerFiles.Read(_files.Path, "").Encode("fox!! !"));
        _files.Write(ClipTokenizerFiles.ConfigName, """{ "pad_token": "!" }""");
        Assert.Equal([3240, 0, 0, 0, 3240, 286, 0], ClipTokenizerFiles.Read(_files.Path, "").Encode("fox!! !fox ?!"));
    }

    [Theory]
    [InlineData(ClipTokenizerFiles.ConfigName, """{ "pad_token": "<nothing>" }""", "<nothing>")]
    [InlineData(ClipTokenizerFiles.VocabularyName, """{ "a": -1 }""", ClipTokenizerFiles.VocabularyName)]
    [InlineData(ClipTokenizerFiles.VocabularyName, """{ "a": 1 }""", ClipTokenizerFiles.VocabularyName)]
    public void Read_WhatIsNoTokenizer_NamesTheFile(string file, string content, string named)
    {
        _files.Write(file, content);
        var e = Assert.Throws<DiffusionException>(() => ClipTokenizerFiles.Read(_files.Path, ""));
        Assert.Equal(DiffusionFault.ModelInvalid, e.Fault);
        Assert.Contains(named, e.Message);
    }

    [Fact]
    public void Encode_SpecialTokensInAPrompt_AreThemselves()
    {
        var tokenizer = ClipTokenizerFiles.Read(_files.Path, "");
        Assert.Equal([3240, 49407, 3240], tokenizer.Encode("fox <|endoftext|> fox"));
    }

    // letters and digits of two code units are letters and digits; the one letter that grows when it is made small. Ids of CLIP's algorithm written out in Python,
    // which gives the reference's ids for all of tokens.json
    [Theory]
    [InlineData("a\ud835\udc9cb \ud835\udcef\ud835\udcf8\ud835\udd01", new[] { 64, 43387, 250, 321, 47110, 107, 47110, 116, 6874, 242, 479 })]
    [InlineData("\ud835\udfcf\ud835\udfd0 fox", new[] { 6874, 253, 493, 6874, 253, 494, 3240 })]
    [InlineData("\u0130stanbul", new[] { 328, 16384, 11231 })]
    [InlineData("\ud801\udc00 desert", new[] { 172, 238, 238, 357, 7301 })]
    [InlineData("fox \ud83e\udd8a\ud835\udc9c\ud83e\udd8a", new[] { 3240, 6040, 488, 43387, 506, 6040, 488 })]
    [InlineData("\ue000\ue001 fox", new[] { 36288, 222, 36288, 479, 3240 })]
    public void Encode_CharactersBeyondTheFirstPlane_AreWhatTheyAre(string text, int[] ids) =>
        Assert.Equal(ids, ClipTokenizerFiles.Read(_files.Path, "").Encode(text));

    [Fact]
    public void Encode_HalfACharacter_IsReadAsNone() =>
        Assert.NotEmpty(ClipTokenizerFiles.Read(_files.Path, "").Encode("fox \ud83e"));

    // pairs as texts, and as the newest files have them
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_TokenizerJsonAlone_GivesTheSame(bool asPairs)
    {
        var expected = ClipTokenizerFiles.Read(_files.Path, "").Encode("a red fox's naïve café 🦊");
        var merges = File.ReadLines(_files.FileAt(ClipTokenizerFiles.MergesName)).Skip(1).Where(line => line.Length > 0);
        var vocabulary = File.ReadAllText(_files.FileAt(ClipTokenizerFiles.VocabularyName));
        var pairs = JsonSerializer.Serialize(merges.Select(merge => asPairs ? (object)merge.Split(' ') : merge));
        _files.Write(ClipTokenizerFiles.WholeName, $$"""{ "model": { "type": "BPE", "vocab": {{vocabulary}}, "merges": {{pairs}} } }""");
        File.Delete(_files.FileAt(ClipTokenizerFiles.VocabularyName));
        File.Delete(_files.FileAt(ClipTokenizerFiles.MergesName));

        Assert.Equal(expected, ClipTokenizerFiles.Read(_files.Path, "").Encode("a red fox's naïve café 🦊"));
        Assert.Equal(["tokenizer.json"], ClipTokenizerFiles.Needed(_files.Path, "").Select(Path.GetFileName));
    }

    public void Dispose() => _files.Dispose();
}
