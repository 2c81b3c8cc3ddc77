using System.Text.Json;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Tokenizers;

/// <summary>Against Google's sentencepiece, on a small model that is set up as T5's is: no start token, bytes for what it does not know.</summary>
public sealed class UnigramTokenizerTests
{
    private static readonly string Folder = Path.Combine(Vectors.Own, "unigram");

    private readonly UnigramTokenizer _tokenizer = UnigramTokenizer.Read(Folder, ".");

    public static TheoryData<string, int[]> Texts
    {
        get
        {
            var texts = new TheoryData<string, int[]>();
            foreach (var golden in JsonSerializer.Deserialize<GoldenText[]>(File.ReadAllText(Path.Combine(Folder, "tokens.json")), JsonSerializerOptions.Web)!)
                texts.Add(golden.Text, golden.Ids);
            return texts;
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Encode_TextsOfTheReference_GiveItsIds(string text, int[] ids) => Assert.Equal(ids, _tokenizer.Encode(text));

    [Fact]
    public void Encode_IntoARow_EndsAndPads()
    {
        Span<long> ids = stackalloc long[16];
        var text = _tokenizer.Encode("a red fox");
        Assert.Equal(text.Count + 1, _tokenizer.Encode("a red fox", ids));
        Assert.Equal([.. text.Select(id => (long)id), 1], ids[..(text.Count + 1)].ToArray());
        Assert.All(ids[(text.Count + 1)..].ToArray(), id => Assert.Equal(0, id));
    }

    [Fact]
    public void Encode_TooLong_IsCutBeforeTheEnd()
    {
        Span<long> ids = stackalloc long[3];
        Assert.Equal(3, _tokenizer.Encode("a red fox walks", ids));
        Assert.Equal([.. _tokenizer.Encode("a red fox walks").Take(2).Select(id => (long)id), 1], ids.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("version https://git-lfs.github.com/spec/v1")]
    [InlineData("{ \"a\": 1 }")]
    public void Read_WhatIsNoTokenizer_NamesTheFile(string content)
    {
        var folder = Directory.CreateTempSubdirectory("studio-unigram-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, UnigramTokenizer.FileName), content);
            var e = Assert.Throws<DiffusionException>(() => UnigramTokenizer.Read(folder.FullName, "."));
            Assert.Equal(DiffusionFault.ModelInvalid, e.Fault);
            Assert.Contains(UnigramTokenizer.FileName, e.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record GoldenText(string Text, int[] Ids);
}
